package jobs

import (
	"context"
	"fmt"
	"time"
)

type result struct{ Requeue bool }

type job struct{ failed, done bool }

type client interface {
	Get(ctx context.Context, name string) (*job, error)
}

type state struct {
	client client
	pause  time.Duration
}

// The job is found to be running: that is so whether or not it is waited for.
func (s *state) track(ctx context.Context, name string) (result, string, error) {
	j, err := s.client.Get(ctx, name)
	if err != nil {
		return result{}, "error", fmt.Errorf("error getting job: %w", err)
	}
	if j.done {
		return result{}, "complete", nil
	}
	time.Sleep(s.pause) // want unsafe "does not look at .{3}: when that has ended, the function still waits to the end"
	return result{Requeue: true}, "running", nil
}

// Here the wait is what it is called for.
func (s *state) settle(ctx context.Context, name string) error {
	if _, err := s.client.Get(ctx, name); err != nil {
		return fmt.Errorf("error getting job: %w", err)
	}
	time.Sleep(s.pause) // want unsafe "does not look at .{3}: when that has ended, the function still waits to the end"
	return nil
}
