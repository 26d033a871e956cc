package profiles

import (
	"context"
	"encoding/json"
)

type profile struct {
	name       string
	finalizers []string
}

type cluster interface {
	Patch(ctx context.Context, p *profile, data []byte) error
}

type edge interface {
	Delete(ctx context.Context, name string) error
}

type reconciler struct {
	cluster
	edge edge
}

// Nobody comes back for it when the object has gone.
func (r *reconciler) reconcileDelete(ctx context.Context, p *profile) error {
	data, err := json.Marshal(map[string]any{"finalizers": []string{}})
	if err != nil {
		return err
	}
	if err := r.Patch(ctx, p, data); err != nil {
		return err
	}
	return r.edge.Delete(context.TODO(), p.name)
}

// Where the finalizer goes last, the rest is done in the next round.
func (r *reconciler) reconcileRemove(ctx context.Context, p *profile) error {
	if err := r.edge.Delete(context.TODO(), p.name); err != nil { // want unsafe "r.edge.Delete gets"
		return err
	}
	data, err := json.Marshal(map[string]any{"finalizers": []string{}})
	if err != nil {
		return err
	}
	return r.Patch(ctx, p, data)
}
