package store

import "context"

type store interface {
	Load(id string) ([]byte, error)
}

type contextStore interface {
	store
	LoadContext(ctx context.Context, id string) ([]byte, error)
}

func name(ctx context.Context, s contextStore) ([]byte, error) {
	return s.Load("name") // want unsafe "LoadContext takes it"
}
