package fetch

import (
	"context"
	"sync"
	"sync/atomic"
)

type handle struct{ context.CancelFunc }

func embedded(parent context.Context) *handle {
	_, cancel := context.WithCancel(parent)
	return &handle{cancel}
}

func once(parent context.Context) (context.Context, func()) {
	var once sync.Once
	ctx, cancel := context.WithCancel(parent)
	return ctx, func() { once.Do(cancel) }
}

var current atomic.Pointer[context.CancelFunc]

func swapped(parent context.Context) context.Context {
	ctx, cancel := context.WithCancel(parent)
	if former := current.Swap(&cancel); former != nil {
		(*former)()
	}
	return ctx
}

type key struct{}

func inTheContext(parent context.Context) context.Context {
	ctx, cancel := context.WithCancel(parent)
	return context.WithValue(ctx, key{}, cancel)
}

func same[T any](v T) T { return v }

func throughAGeneric(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	stop := same(cancel)
	defer stop()
	return ctx.Err()
}

func sentOrCalled(parent context.Context, stops chan<- context.CancelFunc) context.Context {
	ctx, cancel := context.WithCancel(parent)
	select {
	case stops <- cancel:
	default:
		cancel()
	}
	return ctx
}

func byTypeSwitch(parent context.Context) error {
	ctx, cancel := context.WithCancel(parent)
	switch f := any(cancel).(type) {
	case context.CancelFunc:
		defer f()
	}
	return ctx.Err()
}

type slots struct {
	ctxs  [2]context.Context
	stops [2]context.CancelFunc
}

func inArrays(parent context.Context) *slots {
	s := new(slots)
	for i := range s.stops {
		s.ctxs[i], s.stops[i] = context.WithCancel(parent)
	}
	return s
}

func (s *slots) Close() {
	for _, stop := range s.stops {
		stop()
	}
}

type inner struct{ cancel context.CancelFunc }

func (i inner) Stop() { i.cancel() }

type outer struct {
	*inner
	ctx context.Context
}

func inAnEmbeddedField(parent context.Context) *outer {
	o := &outer{inner: &inner{}}
	o.ctx, o.cancel = context.WithCancel(parent)
	return o
}

func asMethodValue(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(parent)
	i := inner{cancel}
	return ctx, i.Stop
}

type hooks []func()

func (h *hooks) add(f func()) { *h = append(*h, f) }

func toAMethodValue(parent context.Context, h *hooks) context.Context {
	ctx, cancel := context.WithCancel(parent)
	add := h.add
	add(cancel)
	return ctx
}

type stop func()

func (s stop) Stop() { s() }

func converted(parent context.Context) (context.Context, interface{ Stop() }) {
	ctx, cancel := context.WithCancel(parent)
	return ctx, stop(cancel)
}
