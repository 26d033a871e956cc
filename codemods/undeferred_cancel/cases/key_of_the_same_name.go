package p

import "context"

type job struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func run(parent context.Context, work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(parent) // want unsafe "cancel is never called"
	j := job{ctx: parent, cancel: nil}
	if err := work(j.ctx); err != nil {
		return err
	}
	return work(ctx)
}
