package svc

import (
	"context"
	"errors"
	"time"
)

type looping struct {
	ctx  context.Context // want none "what reads it on line 22 may run when the .{3}text there has ended"
	name string
}

func newLooping(ctx context.Context, name string) *looping { return &looping{ctx: ctx, name: name} }

func (l *looping) ping(op string) error { return rpc(l.ctx, l.name, op) }

func (l *looping) loop(ctx context.Context, ops <-chan string) error {
	for {
		select {
		case <-ctx.Done():
			return rpc(l.ctx, l.name, "sign off")
		case op := <-ops:
			if err := rpc(ctx, l.name, op); err != nil {
				return err
			}
		}
	}
}

type locked struct {
	ctx  context.Context // want none "what reads it on line 41 may run when the .{3}text there has ended"
	name string
}

func newLocked(ctx context.Context, name string) *locked { return &locked{ctx: ctx, name: name} }

func (l *locked) ping(op string) error { return rpc(l.ctx, l.name, op) }

func (l *locked) do(ctx context.Context, op string) error {
	defer rpc(l.ctx, l.name, "unlock")
	return rpc(ctx, l.name, op)
}

type undone struct {
	ctx  context.Context // want none "what reads it on line 63 may run when the .{3}text there has ended"
	name string
}

func newUndone(ctx context.Context, name string) *undone { return &undone{ctx: ctx, name: name} }

func (u *undone) ping(op string) error { return rpc(u.ctx, u.name, op) }

func (u *undone) do(ctx context.Context, op string) error {
	err := rpc(ctx, u.name, op)
	if errors.Is(err, context.Canceled) {
		return errors.Join(err, u.rollback(ctx, op))
	}
	return err
}

func (u *undone) rollback(ctx context.Context, op string) error {
	return rpc(u.ctx, u.name, "undo "+op)
}

type mixed struct {
	ctx  context.Context // want unsafe "ping gets a parameter"
	name string
}

func newMixed(ctx context.Context, name string) *mixed { return &mixed{ctx: ctx, name: name} }

func (m *mixed) ping(op string) error { return rpc(m.ctx, m.name, op) }

// Before anything has ended.
func (m *mixed) do(ctx context.Context, op string) error {
	if err := rpc(m.ctx, m.name, "sign on"); err != nil {
		return err
	}
	return rpc(ctx, m.name, op)
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

type all struct {
	looping *looping
	locked  *locked
	undone  *undone
	mixed   *mixed
}

func (a *all) ping(ctx context.Context) error {
	err := errors.Join(a.looping.ping("a"), a.locked.ping("b"), a.undone.ping("c"), a.mixed.ping("d"))
	return errors.Join(err, rpc(ctx, "all", "e"))
}
