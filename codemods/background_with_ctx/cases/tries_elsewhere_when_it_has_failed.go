package two

import (
	"context"
	"errors"
)

var errNone = errors.New("none")

type store struct{}

func (store) Get(ctx context.Context, key string) (string, error) { return key, ctx.Err() }

func get(ctx context.Context, s store, key string) (string, error) {
	v, err := s.Get(ctx, key)
	if err != nil {
		v, err = s.Get(context.Background(), "default") // want unsafe "instead of the context ctx"
	}
	return v, err
}

func ask(ctx context.Context, s store, key string) (string, error) {
	v, err := s.Get(ctx, key)
	if err == errNone {
		return s.Get(context.Background(), "default") // want unsafe "instead of the context ctx"
	}
	return v, err
}

func known(ctx context.Context, s store, key string) (string, error) {
	v, err := s.Get(ctx, key)
	if err != nil {
		if errors.Is(err, errNone) {
			return s.Get(context.Background(), "other") // want unsafe "instead of the context ctx"
		}
		return "", err
	}
	return v, nil
}
