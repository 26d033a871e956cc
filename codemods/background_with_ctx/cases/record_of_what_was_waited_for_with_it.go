package migrate

import (
	"context"
	"fmt"
	"time"
)

type operation struct{ done chan error }

func (o *operation) Wait(ctx context.Context) error {
	select {
	case err := <-o.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Hour):
		return fmt.Errorf("nothing came of it")
	}
}

type table interface {
	UpdateNode(ctx context.Context, name, node string) error
}

func start(name, node string) *operation {
	o := &operation{done: make(chan error, 1)}
	time.AfterFunc(time.Duration(len(name+node))*time.Second, func() { o.done <- nil })
	return o
}

type mover struct{ t table }

func (m *mover) move(ctx context.Context, name, node string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	o := start(name, node)
	// The copy is stopped by whoever finds that it has no row.
	if err := o.Wait(ctx); err != nil {
		return err
	}
	return m.t.UpdateNode(context.Background(), name, node) // want unsafe "after the caller has given up"
}
