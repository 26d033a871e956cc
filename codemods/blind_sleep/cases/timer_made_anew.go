package monitor

import (
	"context"
	"errors"
	"log"
	"time"
)

type store struct{ names []string }

func (s *store) compact(ctx context.Context, name string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return errors.New("busy: " + name)
	}
}

func (s *store) watch(ctx context.Context, every time.Duration) {
	timer := time.NewTimer(time.Nanosecond)

LOOP:
	for {
		select {
		case <-ctx.Done():
			timer.Stop()
			break LOOP

		case <-timer.C:
			timer = time.NewTimer(every)
			for _, name := range s.names {
				if err := s.compact(ctx, name); err != nil {
					log.Print(err)
					time.Sleep(time.Second) // want unsafe "each round still waits to the end"
				}
			}
		}
	}
}

func (s *store) watchCalling(ctx context.Context, every time.Duration, tell func()) {
	timer := time.AfterFunc(every, tell)

LOOP:
	for {
		select {
		case <-ctx.Done():
			timer.Stop()
			break LOOP

		case <-time.After(every):
			timer = time.AfterFunc(every, tell)
			for _, name := range s.names {
				if err := s.compact(ctx, name); err != nil {
					log.Print(err)
					time.Sleep(time.Second) // want unsafe "each round still waits to the end"
				}
			}
		}
	}
}
