package settings

import (
	"context"
	"time"
)

// Store is the program's one configuration.
type Store struct{ values map[string]any }

var only = &Store{values: map[string]any{}}

// Get gives it.
func Get() *Store { return only }

func (s *Store) Set(key string, value any) { s.values[key] = value }

func (s *Store) Write() error { return nil }

func validate(ctx context.Context, naming string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		return nil
	}
}

// Nothing is changed before.
func Configure(ctx context.Context, path, naming string) error {
	c := Get()
	if err := validate(context.TODO(), naming); err != nil { // want unsafe "after the caller has given up"
		return err
	}
	c.Set("path", path)
	c.Set("naming", naming)
	return c.Write()
}
