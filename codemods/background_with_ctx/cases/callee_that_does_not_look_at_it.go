package repo

import "context"

type store interface {
	Open(ctx context.Context, name string) (string, error)
	Load(ctx context.Context, name string) (string, error)
}

type files struct{}

func (files) Open(_ context.Context, name string) (string, error) { return name, nil }

func (files) Load(ctx context.Context, name string) (string, error) { return name, ctx.Err() }

func open(ctx context.Context, s store) (string, error) {
	return s.Open(context.TODO(), "a") // want unsafe "^s.Open gets context.TODO.. instead of the context .*, and could not learn that the call has ended if it looked at it, which it does not so far$"
}

func load(ctx context.Context, s store) (string, error) {
	return s.Load(context.TODO(), "a") // want unsafe "so its work goes on"
}
