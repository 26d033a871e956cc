package fetch

import (
	"context"
	"sync"
	"time"
)

type job struct {
	ctx  context.Context
	stop context.CancelFunc
}

func (j *job) release() { j.stop() }

type stopper func()

var jobs sync.Pool

func unkeyed(ctx context.Context) *job {
	jobCtx, stop := context.WithCancel(ctx)
	return &job{jobCtx, stop}
}

func methodValue(ctx context.Context, onEnd func(func())) {
	jobCtx, stop := context.WithCancel(ctx)
	j := &job{ctx: jobCtx, stop: stop}
	onEnd(j.release)
}

func inAPool(ctx context.Context) {
	jobCtx, stop := context.WithCancel(ctx)
	jobs.Put(&job{jobCtx, stop})
}

func inAMap(ctx context.Context, stops map[string]func()) context.Context {
	jobCtx, stop := context.WithCancel(ctx)
	stops["job"] = stop
	return jobCtx
}

func otherType(ctx context.Context) (context.Context, stopper) {
	jobCtx, stop := context.WithCancel(ctx)
	return jobCtx, stopper(stop)
}

func onceOnly(ctx context.Context) (context.Context, func()) {
	jobCtx, stop := context.WithCancel(ctx)
	return jobCtx, sync.OnceFunc(stop)
}

func byTimer(ctx context.Context) error {
	jobCtx, stop := context.WithCancel(ctx)
	timer := time.AfterFunc(time.Second, stop)
	defer timer.Stop()
	return work(jobCtx)
}

func byTheOther(ctx, other context.Context) (context.Context, func()) {
	jobCtx, stop := context.WithCancelCause(ctx)
	undo := context.AfterFunc(other, func() { stop(context.Cause(other)) })
	return jobCtx, func() {
		undo()
		stop(nil)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
