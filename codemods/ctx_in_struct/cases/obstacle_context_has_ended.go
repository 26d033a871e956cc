package ready

import (
	"context"
	"time"
)

type svc struct {
	ctx  context.Context // want none "the .{3}text on line 42 may have been released before"
	name string
}

func newSvc(ctx context.Context, name string) *svc { return &svc{ctx: ctx, name: name} }

func (s *svc) do(op string) error { return remote(s.ctx, s.name, op) }

type probe struct {
	ctx  context.Context // want unsafe "do gets a parameter"
	name string
}

func newProbe(ctx context.Context, name string) *probe { return &probe{ctx: ctx, name: name} }

func (p *probe) do(op string) error { return remote(p.ctx, p.name, op) }

func remote(ctx context.Context, name, op string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(name, op)
		return nil
	}
}

func ready(ctx context.Context, s *svc) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	if err := remote(ctx, "wait", "x"); err != nil {
		println(err.Error())
	}
	cancel()
	return s.do("ready")
}

// The parameter is another.
func probed(ctx context.Context, p *probe) error {
	waitCtx, cancel := context.WithTimeout(ctx, time.Second)
	if err := remote(waitCtx, "wait", "x"); err != nil {
		println(err.Error())
	}
	cancel()
	return p.do("ready")
}
