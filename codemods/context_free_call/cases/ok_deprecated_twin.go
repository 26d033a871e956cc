package store

import "context"

func Load(key string) error { return nil }

// LoadContext loads.
//
// Deprecated: use Load, which never blocks.
func LoadContext(ctx context.Context, key string) error {
	<-ctx.Done()
	return ctx.Err()
}

func use(ctx context.Context) error { return Load("a") }
