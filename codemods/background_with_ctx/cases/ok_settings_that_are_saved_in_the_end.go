package settings

import (
	"context"
	"errors"
	"time"
)

// Store is the program's one configuration.
type Store struct{ values map[string]any }

var only = &Store{values: map[string]any{}}

// Get gives it.
func Get() *Store { return only }

func (s *Store) Set(key string, value any) { s.values[key] = value }

func (s *Store) Write() error {
	if len(s.values) == 0 {
		return errors.New("empty")
	}
	return nil
}

// Input is what somebody wants.
type Input struct{ Path, Naming string }

func validate(ctx context.Context, naming string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		return nil
	}
}

// Half of it would be in use, and saved by whoever is next.
func Configure(ctx context.Context, in Input) error {
	c := Get()
	c.Set("path", in.Path)
	if err := validate(context.TODO(), in.Naming); err != nil {
		return err
	}
	c.Set("naming", in.Naming)
	return c.Write()
}
