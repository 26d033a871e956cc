package store

import (
	"context"
	"errors"
)

type jobs struct{}

func (j *jobs) run(ctx context.Context, id string) error                 { return ctx.Err() }
func (j *jobs) setStatus(ctx context.Context, id, status string) error   { return ctx.Err() }
func (j *jobs) markFailed(ctx context.Context, id string, e error) error { return ctx.Err() }

// The context may be what has failed.
func (j *jobs) work(ctx context.Context, id string) error {
	if err := j.run(ctx, id); err != nil {
		return errors.Join(err, j.markFailed(context.Background(), id, err))
	}
	err := j.run(ctx, id+"/2")
	if err != nil {
		if serr := j.setStatus(context.TODO(), id, "failed"); serr != nil {
			return serr
		}
		return err
	}
	return j.setStatus(ctx, id, "done")
}
