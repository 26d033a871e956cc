package svc

import (
	"context"
	"sync"
	"time"
)

type lazy struct {
	ctx  context.Context // want none "what line 20 makes with it is kept for other callers"
	name string
	once sync.Once
	err  error
}

func newLazy(ctx context.Context, name string) *lazy { return &lazy{ctx: ctx, name: name} }

func (l *lazy) load(ctx context.Context, op string) error {
	l.once.Do(func() {
		l.err = rpc(l.ctx, l.name, "load")
	})
	if l.err != nil {
		return l.err
	}
	return rpc(ctx, l.name, op)
}

func (l *lazy) ping() error { return rpc(l.ctx, l.name, "ping") }

type eager struct {
	ctx  context.Context // want unsafe "ping gets a parameter"
	name string
	once sync.Once
}

func newEager(ctx context.Context, name string) *eager { return &eager{ctx: ctx, name: name} }

func (e *eager) ping() error {
	e.once.Do(func() { println(e.name) })
	return rpc(e.ctx, e.name, "ping")
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

func use(ctx context.Context, l *lazy, e *eager) error {
	if err := l.load(ctx, "x"); err != nil {
		return err
	}
	if err := e.ping(); err != nil {
		return err
	}
	return l.ping()
}
