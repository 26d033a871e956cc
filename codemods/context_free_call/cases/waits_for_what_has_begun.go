package move

import (
	"context"
	"errors"
	"time"
)

type operation struct {
	done chan struct{}
	err  error
}

func (o *operation) Wait() error {
	return o.WaitContext(context.Background())
}

func (o *operation) WaitContext(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return errors.Join(ctx.Err(), o.cancel())
	case <-o.done:
		return o.err
	}
}

func (o *operation) cancel() error {
	select {
	case <-o.done:
		return nil
	case <-time.After(time.Second):
		return errors.New("the operation cannot be cancelled")
	}
}

type server interface {
	CreateInstance(name string) (*operation, error)
	RenameInstance(name, to string) (*operation, error)
}

type source interface {
	Name() string
	Delete(force bool) error
}

func move(ctx context.Context, target server, from source) error {
	op, err := target.CreateInstance("move-" + from.Name())
	if err != nil {
		return err
	}
	if err := op.Wait(); err != nil { // want unsafe "WaitContext takes it"
		return err
	}
	if err := from.Delete(true); err != nil {
		return err
	}
	renamed, err := target.RenameInstance("move-"+from.Name(), from.Name())
	if err != nil {
		return err
	}
	// The source is gone: nobody has the instance under its name if this is left.
	return renamed.Wait()
}
