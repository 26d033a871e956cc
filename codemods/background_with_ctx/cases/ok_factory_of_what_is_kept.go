package worker

import (
	"context"
	"fmt"
)

type storage interface {
	NewRemoteFile(ctx context.Context, name string) error
}

type config struct{ path string }

var storageFactory func(ctx context.Context, path string, plugins map[string]any) (storage, error)

type plugins interface {
	Load(ctx context.Context, name string) (any, error)
}

// Worker records.
type Worker struct{ recordings storage }

// NewWorker makes one.
func NewWorker(ctx context.Context, p plugins, c *config) (*Worker, error) {
	w := &Worker{}
	aws, err := p.Load(ctx, "aws")
	if err != nil {
		return nil, err
	}
	s, err := storageFactory(context.Background(), c.path, map[string]any{"aws": aws})
	if err != nil {
		return nil, fmt.Errorf("recording storage: %w", err)
	}
	w.recordings = s
	return w, nil
}

// NewWorkerOf makes one without plugins.
func NewWorkerOf(ctx context.Context, p plugins, c *config) (*Worker, error) {
	if _, err := p.Load(ctx, "none"); err != nil {
		return nil, err
	}
	s, err := storageFactory(context.Background(), c.path, nil)
	if err != nil {
		return nil, fmt.Errorf("recording storage: %w", err)
	}
	return &Worker{recordings: s}, nil
}
