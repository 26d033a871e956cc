package values

import (
	"context"
	"time"
)

type fetcher interface{ fetch(n int) (byte, error) }

type reader struct {
	ctx   context.Context
	bytes chan byte
}

func (r *reader) open(ctx context.Context) error {
	r.ctx = ctx
	return ctx.Err()
}

func (r *reader) close() { r.ctx = nil }

func (r *reader) fetch(n int) (byte, error) {
	select {
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	case b := <-r.bytes:
		return b, nil
	case <-time.After(time.Duration(n)):
		return 0, nil
	}
}

func use(f fetcher) (byte, error) { return f.fetch(1) }

func get(ctx context.Context, r *reader) (byte, error) {
	if err := r.open(ctx); err != nil {
		return 0, err
	}
	defer r.close()
	return use(r)
}
