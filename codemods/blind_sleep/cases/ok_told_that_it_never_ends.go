package retry

import (
	"context"
	"time"
)

// endless is for those who bring none.
type endless struct{}

func (endless) Deadline() (time.Time, bool) { return time.Time{}, false }
func (endless) Done() <-chan struct{}       { return nil }
func (endless) Err() error                  { return nil }
func (endless) Value(any) any               { return nil }

func pause(ctx context.Context, next time.Duration) bool {
	if _, ok := ctx.(endless); ok {
		time.Sleep(next)
		return false
	}
	timer := time.NewTimer(next)
	defer timer.Stop()
	select {
	case <-timer.C:
		return false
	case <-ctx.Done():
		return true
	}
}

func pauseUnasked(ctx context.Context, next time.Duration) {
	if ctx.Done() == nil {
		time.Sleep(next)
		return
	}
	select {
	case <-time.After(next):
	case <-ctx.Done():
	}
}

func pauseOfNobody(ctx context.Context, next time.Duration, again func(context.Context) bool) {
	for again(ctx) {
		if ctx != context.Background() {
			select {
			case <-time.After(next):
			case <-ctx.Done():
				return
			}
			continue
		}
		time.Sleep(next)
	}
}
