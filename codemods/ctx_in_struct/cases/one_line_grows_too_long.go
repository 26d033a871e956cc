package both

import (
	"context"
	"time"
)

type svc struct {
	ctx  context.Context // want unsafe "both and do get a parameter"
	name string
}

func (s *svc) do(op string) error { return do(s.ctx, s.name, op) }

func (s *svc) both(first, second string) (error, error) { return s.do(first), s.do(second) }

func do(ctx context.Context, name, op string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(name, op)
		return nil
	}
}

func use(ctx context.Context, s *svc) (error, error) { return s.both("first", "second") }
