package search

import "context"

type job struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newJob(ctx context.Context, cancel context.CancelFunc) *job {
	return &job{ctx: ctx, cancel: cancel}
}

func search(parent context.Context) *job {
	ctx, cancel := context.WithCancel(parent)
	stop := func(cancel context.CancelFunc) { cancel() }
	if ctx.Err() != nil {
		stop(cancel)
		return nil
	}
	return newJob(ctx, cancel)
}
