package store

import "context"

type member interface {
	Resign(context.Context) error
	Disconnect(context.Context) error
	Deregister(context.Context, string) error
	DestroySession(context.Context) error
}

func leave(ctx context.Context, m member) {
	m.Resign(context.Background())
	m.Deregister(context.Background(), "self")
	m.DestroySession(context.Background())
	m.Disconnect(context.Background())
}
