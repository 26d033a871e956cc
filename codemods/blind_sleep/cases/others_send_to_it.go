package worker

import (
	"context"
	"time"
)

type op func(context.Context) error

type pool struct {
	jobs  chan op
	extra chan op
	quiet chan op
}

func (p *pool) put(o op) { p.jobs <- o }

func (p *pool) offer(o op) bool {
	select {
	case p.extra <- o:
		return true
	default:
		return false
	}
}

func (p *pool) run(ctx context.Context) {
	for o := range p.jobs {
		if o(ctx) != nil {
			time.Sleep(time.Second) // want none "who sends what line 28 receives may wait for that for ever"
		}
	}
}

func (p *pool) again(ctx context.Context) {
	for {
		o := <-p.jobs
		for o(ctx) != nil {
			time.Sleep(time.Second) // want none "who sends what line 37 receives"
		}
	}
}

// Nobody is kept by these.
func (p *pool) offered(ctx context.Context) {
	for o := range p.extra {
		if o(ctx) != nil {
			time.Sleep(time.Second) // want unsafe "each round still waits"
		}
	}
}

// It goes away in any case when this has ended.
func (p *pool) leaves(ctx context.Context) {
	for {
		select {
		case o := <-p.jobs:
			if o(ctx) != nil {
				time.Sleep(time.Second) // want unsafe "still waits to the end"
			}
		case <-ctx.Done():
			return
		}
	}
}

func given(ctx context.Context, jobs <-chan op) {
	for o := range jobs {
		if o(ctx) != nil {
			time.Sleep(time.Second) // want none "who sends what line 68 receives"
		}
	}
}

func feed(ctx context.Context, ops []op) {
	jobs := make(chan op)
	go given(ctx, jobs)
	for _, o := range ops {
		jobs <- o
	}
	close(jobs)
}

func buffered(ctx context.Context, ops []op) {
	jobs := make(chan op, len(ops))
	for _, o := range ops {
		jobs <- o
	}
	close(jobs)
	taken(ctx, jobs)
}

func taken(ctx context.Context, jobs <-chan op) {
	for o := range jobs {
		if o(ctx) != nil {
			time.Sleep(time.Second) // want unsafe "each round still waits"
		}
	}
}
