package events

import (
	"context"
	"sync"
)

type handler func(ctx context.Context, height int) error

type entry struct {
	do     handler
	state  any
	called bool
}

type observer struct {
	mu   sync.Mutex
	head int
	// prepare gives what the handler starts from.
	prepare func(ctx context.Context, height int) (any, error)
	all     map[int][]*entry
}

func (o *observer) At(ctx context.Context, height int, do handler) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	e := &entry{do: do}
	if o.head >= height {
		if err := e.do(ctx, o.head); err != nil {
			return err
		}
		e.called = true
	}
	state, err := o.prepare(ctx, height)
	if err != nil {
		return err
	}
	e.state = state
	o.all[height] = append(o.all[height], e)
	return nil
}

func follow(ctx context.Context, o *observer) error {
	return o.At(ctx, 1, func(_ context.Context, height int) error {
		return o.At(context.Background(), height+1, func(ctx context.Context, height int) error {
			return ctx.Err()
		})
	})
}
