package archive

import "context"

type store struct{}

func (s *store) Save(ctx context.Context, key string) error { return ctx.Err() }

func (s *store) Remove(ctx context.Context, key string) error { return ctx.Err() }

type lastingStore struct{ *store }

func (l *lastingStore) Save(_ context.Context, key string) error {
	return l.store.Save(context.Background(), key)
}

func (l *lastingStore) Remove(_ context.Context, key string) error {
	return l.store.Remove(context.Background(), key)
}

type noCancelSaver struct{ inner *store }

func (n noCancelSaver) Save(_ context.Context, key string) error {
	return n.inner.Save(context.Background(), key)
}
