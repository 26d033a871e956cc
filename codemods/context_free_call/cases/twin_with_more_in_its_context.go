package mounts

import "context"

type key struct{}

func rootContext() context.Context { return context.WithValue(context.Background(), key{}, "root") }

func plainContext() context.Context { return context.Background() }

// Mount mounts for the root.
func Mount(name string) error { return MountContext(rootContext(), name) }

// MountContext mounts for whom ctx says.
func MountContext(ctx context.Context, name string) error {
	if ctx.Value(key{}) == nil {
		return context.Canceled
	}
	return ctx.Err()
}

// Look looks.
func Look(name string) error { return LookContext(plainContext(), name) }

// LookContext looks until ctx ends.
func LookContext(ctx context.Context, name string) error { return ctx.Err() }

func all(ctx context.Context) error {
	if err := Mount("a"); err != nil {
		return err
	}
	return Look("b") // want unsafe "LookContext takes it"
}
