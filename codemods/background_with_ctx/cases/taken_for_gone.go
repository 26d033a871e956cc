package sweep

import (
	"context"
	"errors"
	"os"
	"path/filepath"
)

var errNotFound = errors.New("not found")

type store interface {
	Get(ctx context.Context, id string) (string, error)
}

func known(ctx context.Context, s store, id string) bool {
	_, err := s.Get(context.Background(), id)
	return err == nil
}

func sweep(ctx context.Context, s store, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !known(ctx, s, e.Name()) {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func sweepInline(ctx context.Context, s store, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, err := s.Get(context.Background(), e.Name()); err != nil {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Only what is known to be gone is destroyed.
func sweepGone(ctx context.Context, s store, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		_, err := s.Get(context.Background(), e.Name()) // want unsafe "s.Get gets"
		if errors.Is(err, errNotFound) {
			err = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Who asks does without it, and destroys nothing.
func listed(ctx context.Context, s store, id string) bool {
	_, err := s.Get(context.Background(), id) // want unsafe "s.Get gets"
	return err == nil
}

func list(ctx context.Context, s store, ids []string) (all []string) {
	for _, id := range ids {
		if listed(ctx, s, id) {
			all = append(all, id)
		}
	}
	return all
}

// What was begun is taken away where the rest has failed, and so has the function.
func fetch(ctx context.Context, s store, id, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	text, err := s.Get(context.Background(), id) // want unsafe "s.Get gets"
	if err != nil {
		_ = os.RemoveAll(dir)
		return err
	}
	return os.WriteFile(filepath.Join(dir, id), []byte(text), 0o644)
}
