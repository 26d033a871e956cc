package fetch

import "context"

type registry struct {
	stops []context.CancelFunc
	queue chan context.CancelFunc
	byID  map[int]func()
}

func (r *registry) appended(parent context.Context) context.Context {
	ctx, cancel := context.WithCancel(parent)
	r.stops = append(r.stops, cancel)
	return ctx
}

func (r *registry) sent(parent context.Context) context.Context {
	ctx, cancel := context.WithCancel(parent)
	r.queue <- cancel
	return ctx
}

func (r *registry) converted(parent context.Context, id int) context.Context {
	ctx, cancel := context.WithCancel(parent)
	r.byID[id] = (func())(cancel)
	return ctx
}

func (r *registry) offered(parent context.Context, quit <-chan struct{}) context.Context {
	ctx, cancel := context.WithCancel(parent)
	select {
	case r.queue <- cancel:
		return ctx
	}
}
