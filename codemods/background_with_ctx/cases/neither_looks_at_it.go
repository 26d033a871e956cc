package engine

import (
	"context"
	"os"
)

type engine struct {
	path string
}

func (e *engine) config(_ context.Context) ([]byte, error) {
	return os.ReadFile(e.path)
}

func (e *engine) defaults(_ context.Context) (string, error) {
	text, err := e.config(context.Background())
	if err != nil {
		return "", err
	}
	return string(text), nil
}

func (e *engine) size(ctx context.Context) (int, error) {
	text, err := e.config(context.Background()) // want unsafe "could not learn that the call has ended"
	if err != nil {
		return 0, err
	}
	return len(text), ctx.Err()
}
