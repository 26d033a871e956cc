package backup

import (
	"context"
	"time"
)

type Shard struct {
	stopWatch context.CancelFunc
	compact   func(ctx context.Context) error
}

func (s *Shard) halt(limit time.Duration) {
	ctx, cancel := context.WithCancel(context.Background())
	s.stopWatch = cancel
	timer := time.NewTimer(limit)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-timer.C:
				if !s.fire(ctx, timer, limit) {
					return
				}
			}
		}
	}()
}

func (s *Shard) fire(ctx context.Context, timer *time.Timer, limit time.Duration) bool {
	if ctx.Err() != nil {
		return false
	}
	if err := s.goOn(context.Background()); err != nil {
		timer.Reset(limit)
		return true
	}
	return false
}

// goOn ends the watch first.
func (s *Shard) goOn(ctx context.Context) error {
	s.endWatch()
	return s.compact(ctx)
}

func (s *Shard) endWatch() {
	if s.stopWatch != nil {
		s.stopWatch()
	}
}

// Its context is that of its caller.
func (s *Shard) GoOn(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.goOn(context.Background()) // want unsafe "s.goOn gets"
}
