package scan

import (
	"context"
	"time"
)

type user struct{}

type phase struct {
	ctx   context.Context
	found int
}

func newPhase(ctx context.Context) *phase { return &phase{ctx: ctx} }

func (p *phase) stages() []func(string) error { return []func(string) error{p.read, p.count} }

func (p *phase) produce(put func(string)) error {
	p.ctx = context.WithValue(p.ctx, user{}, "admin")
	if err := p.read("list"); err != nil {
		return err
	}
	put("list")
	return nil
}

func (p *phase) read(name string) error {
	return load(p.ctx, name)
}

func load(ctx context.Context, name string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(name)
		return nil
	}
}

func (p *phase) count(string) error {
	p.found++
	return nil
}

func runPhase(ctx context.Context, p *phase) error {
	return p.produce(func(name string) {
		for _, stage := range p.stages() {
			if err := ctx.Err(); err != nil {
				return
			}
			if err := stage(name); err != nil {
				println(err.Error())
			}
		}
	})
}

func scan(ctx context.Context) error { return runPhase(ctx, newPhase(ctx)) }
