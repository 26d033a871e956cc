package replicas

import (
	"context"
	"errors"
	"fmt"
)

// Operation is work on another server.
type Operation struct {
	done   chan error
	active chan struct{}
}

func (o *Operation) Wait() error { return o.WaitContext(context.Background()) }

func (o *Operation) WaitContext(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-o.done:
		return err
	}
}

func (o *Operation) Cancel() error {
	select {
	case <-o.active:
		return nil
	default:
		return errors.New("not running")
	}
}

type remote interface {
	Create(name string) (*Operation, error)
	Delete(name string) (*Operation, error)
}

type database interface {
	UpdateMember(ctx context.Context, name, member string) error
}

// To cancel the sink would break off the source, which goes on.
func replicate(ctx context.Context, r remote, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	sink, err := r.Create(name)
	if err != nil {
		return err
	}
	connected := false
	defer func() {
		if !connected {
			_ = sink.Cancel()
		}
	}()
	source, err := r.Create(name + ".source")
	if err != nil {
		return err
	}
	connected = true
	return source.Wait()
}

// The function cancels the same where its context has ended.
func distribute(ctx context.Context, r remote, names []string) error {
	for _, name := range names {
		op, err := r.Create(name)
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			_ = op.Cancel()
			return err
		}
		if err := op.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// What it comes to is put on record in any case.
func move(ctx context.Context, r remote, db database, name, member string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	op, err := r.Create(name)
	if err != nil {
		return err
	}
	if err := op.Wait(); err != nil {
		return fmt.Errorf("moving %s: %w", name, err)
	}
	return db.UpdateMember(context.Background(), name, member)
}

// Who gives up only learns that.
func remove(ctx context.Context, r remote, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	op, err := r.Delete(name)
	if err != nil {
		return err
	}
	return op.Wait() // want unsafe "op.Wait works without"
}

type hooks struct{ undo []func() }

func (h *hooks) Add(f func()) { h.undo = append(h.undo, f) }

// The literal brings back what it has moved.
func bring(ctx context.Context, r remote, home, away string) error {
	undo := &hooks{}
	bringTo := func(ctx context.Context, member string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		op, err := r.Create(member)
		if err != nil {
			return err
		}
		return op.Wait()
	}
	if err := bringTo(ctx, home); err != nil {
		return err
	}
	undo.Add(func() { _ = bringTo(ctx, away) })
	return ctx.Err()
}
