package store

import (
	"context"
	"errors"
)

type store interface {
	Name(ctx context.Context, id string) (string, error)
	Rights(ctx context.Context, id string) ([]string, error)
}

func load(ctx context.Context, s store, id string) (string, []string, error) {
	name, err := s.Name(ctx, id)
	rights, failed := s.Rights(context.Background(), id) // want unsafe "s.Rights gets"
	return name, rights, errors.Join(err, failed)
}
