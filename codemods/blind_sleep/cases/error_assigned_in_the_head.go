package jobs

import (
	"context"
	"time"
)

type job struct{ done bool }

type client struct{ jobs map[string]*job }

func (c *client) get(ctx context.Context, id string) (*job, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(time.Millisecond):
		return c.jobs[id], nil
	}
}

func (c *client) wait(ctx context.Context, id string) (*job, error) {
	var (
		j   *job
		err error
	)
	for {
		if err = ctx.Err(); err != nil {
			return nil, err
		}
		if j, err = c.get(ctx, id); err != nil {
			return nil, err
		}
		if j.done {
			return j, nil
		}
		time.Sleep(2 * time.Second) // want unsafe "Sleep"
	}
}

func (c *client) named(ctx context.Context, id string) (j *job, err error) {
	for {
		if err = ctx.Err(); err != nil {
			return
		}
		j, err = c.get(ctx, id)
		if err != nil || j.done {
			return
		}
		time.Sleep(2 * time.Second) // want unsafe "Sleep"
	}
}
