package fetch

import (
	"context"
	"io"
	"iter"
	"net/http"
	"time"
)

type body struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (b *body) Close() error {
	b.cancel()
	return b.ReadCloser.Close()
}

type limited struct {
	next  http.RoundTripper
	limit time.Duration
}

func (l *limited) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), l.limit)
	resp, err := l.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	resp.Body = &body{resp.Body, cancel}
	return resp, nil
}

func pull(parent context.Context) (next func() (int, bool), stop func()) {
	ctx, cancel := context.WithCancel(parent)
	next, end := iter.Pull(func(yield func(int) bool) {
		for i := 0; ctx.Err() == nil && yield(i); i++ {
		}
	})
	return next, func() {
		end()
		cancel()
	}
}

type hub struct{ stops map[string]func() }

func (h *hub) add(parent context.Context, id string, run func(context.Context)) {
	ctx, cancel := context.WithCancel(parent)
	h.stops[id] = func() {
		delete(h.stops, id)
		cancel()
	}
	go run(ctx)
}

func queue(parent context.Context, jobs chan<- func(), run func(context.Context)) bool {
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	select {
	case jobs <- func() {
		defer cancel()
		run(ctx)
	}:
		return true
	case <-parent.Done():
		return false
	}
}

type pair[A, B any] struct {
	a A
	b B
}

func pairOf[A, B any](a A, b B) pair[A, B] { return pair[A, B]{a, b} }

func inAPair(parent context.Context) pair[context.Context, context.CancelFunc] {
	ctx, cancel := context.WithCancel(parent)
	p := pairOf(ctx, cancel)
	return p
}

type lifecycle struct {
	context.Context
	context.CancelFunc
}

func embedded(parent context.Context) (l lifecycle) {
	l.Context, l.CancelFunc = context.WithCancel(parent)
	return
}
