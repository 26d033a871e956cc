package svc

import (
	"context"
	"time"
)

type outer struct {
	ctx   context.Context // want unsafe "do gets a parameter"
	inner *inner
}

type inner struct {
	ctx  context.Context // want unsafe "inner.do and outer.do get a parameter"
	name string
}

func newOuter(ctx context.Context, name string) *outer {
	return &outer{ctx: ctx, inner: newInner(ctx, name)}
}

func newInner(ctx context.Context, name string) *inner { return &inner{ctx: ctx, name: name} }

func (i *inner) do(op string) error { return rpc(i.ctx, i.name, op) }

func (o *outer) do(op string) error {
	if err := rpc(o.ctx, "outer", op); err != nil {
		return err
	}
	return o.inner.do(op)
}

func rpc(ctx context.Context, name, op string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(name, op)
		return nil
	}
}

var outers []*outer

func add(ctx context.Context, name string) error {
	outers = append(outers, newOuter(ctx, name))
	return ctx.Err()
}

func use(ctx context.Context) error { return outers[0].do("x") }
