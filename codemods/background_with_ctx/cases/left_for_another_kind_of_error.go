package images

import (
	"context"
	"errors"
	"fmt"
)

type image struct{ name string }

var errNotFound = errors.New("not found")

type client interface {
	Get(ctx context.Context, name string, into *image) error
	Delete(ctx context.Context, i *image) error
	Create(ctx context.Context, i *image) error
	SetState(ctx context.Context, name, state string) error
}

type reconciler struct{ client }

// Whatever may come of the end of the context is given back, so that what follows is no account of that; whether or not
// the calls before are mended already.
func (r *reconciler) reconcile(_ context.Context, name string) (err error) {
	node := &image{}
	err = r.Get(context.TODO(), "node-"+name, node) // want unsafe "r.Get gets"
	if err != nil {
		if !errors.Is(err, errNotFound) {
			return fmt.Errorf("failed to get node %s: %w", name, err)
		}
		node = nil
	}
	found := &image{}
	err = r.Get(context.TODO(), name, found) // want unsafe "r.Get gets"
	if err != nil {
		if !errors.Is(err, errNotFound) {
			return fmt.Errorf("failed to get image %s: %w", name, err)
		}
		found = nil
	}
	if node == nil {
		if found == nil {
			return nil
		}
		if err = r.Delete(context.TODO(), found); err != nil { // want unsafe "r.Delete gets"
			return fmt.Errorf("failed to delete %s: %w", name, err)
		}
		return nil
	}
	if found == nil {
		found = &image{name: name}
		if err = r.Create(context.TODO(), found); err != nil { // want unsafe "r.Create gets"
			return fmt.Errorf("failed to create %s: %w", name, err)
		}
	}
	return nil
}

// Here nobody asks: the state may be that of work whose context has ended.
func (r *reconciler) refresh(ctx context.Context, name string) error {
	state := "ready"
	err := r.Get(ctx, name, &image{})
	if err != nil {
		state = "failed"
	}
	if err = r.SetState(context.TODO(), name, state); err != nil {
		return fmt.Errorf("failed to set the state of %s: %w", name, err)
	}
	return nil
}
