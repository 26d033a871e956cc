package dialog

import (
	"context"
	"time"
)

type limiter struct {
	slots chan struct{}
	pause time.Duration
}

// acquire takes a slot, which release gives back: nobody calls that where acquire has failed.
func (l *limiter) acquire(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case l.slots <- struct{}{}:
		time.Sleep(l.pause) // want none "what line 18 takes is given back only where the function succeeds"
		return nil
	}
}

func (l *limiter) release() { <-l.slots }
