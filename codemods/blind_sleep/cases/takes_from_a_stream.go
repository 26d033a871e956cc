package jobs

import (
	"context"
	"time"
)

type stream struct {
	ctx  context.Context
	jobs chan string
}

func (s *stream) Recv() (string, error) {
	select {
	case <-s.ctx.Done():
		return "", s.ctx.Err()
	case job := <-s.jobs:
		return job, nil
	}
}

type client struct{ jobs chan string }

func (c *client) Watch(ctx context.Context) (*stream, error) {
	return &stream{ctx: ctx, jobs: c.jobs}, ctx.Err()
}

// The stream ends with the context, and the loop with it.
func follow(ctx context.Context, c *client, show func(string)) error {
	s, err := c.Watch(ctx)
	if err != nil {
		return err
	}
	for {
		time.Sleep(time.Second) // want unsafe "the function still waits to the end"
		job, err := s.Recv()
		if err != nil {
			return err
		}
		show(job)
	}
}
