package watch

import (
	"context"
	"time"
)

func watchdog(ctx context.Context, beat <-chan int, ping func(int) error) error {
	wctx, cancel := context.WithTimeout(ctx, time.Second)
	for {
		select {
		case n := <-beat:
			cancel()
			wctx, cancel = context.WithTimeout(ctx, time.Second) // want safe "when line 16 returns"
			if err := ping(n); err != nil {
				return err
			}
		case <-wctx.Done():
			cancel()
			return wctx.Err()
		}
	}
}

type session struct{ ctx context.Context }

func (s *session) ask() error {
	select {
	case <-s.ctx.Done():
		return s.ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}

// What is given back there needs it.
func first(ctx context.Context, beat <-chan int) *session {
	wctx, cancel := context.WithTimeout(ctx, time.Second)
	for {
		select {
		case n := <-beat:
			cancel()
			wctx, cancel = context.WithTimeout(ctx, time.Second) // want none "when line 45 returns"
			if s := (&session{ctx: wctx}); n > 3 && s.ask() == nil {
				return s
			}
		case <-wctx.Done():
			cancel()
			return nil
		}
	}
}
