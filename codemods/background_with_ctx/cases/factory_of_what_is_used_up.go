package worker

import (
	"context"
	"fmt"
)

type lister interface {
	List(ctx context.Context, path string) ([]string, error)
}

var listFactory func(ctx context.Context, path string) (lister, error)

// Worker knows what there is.
type Worker struct{ names []string }

// NewWorker makes one.
func NewWorker(ctx context.Context, path string) (*Worker, error) {
	l, err := listFactory(ctx, path)
	if err != nil {
		return nil, err
	}
	names, err := l.List(context.Background(), path) // want unsafe "l.List gets context.Background\\(\\)"
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", path, err)
	}
	return &Worker{names: names}, nil
}
