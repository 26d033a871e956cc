package lsm

import (
	"context"
	"os"
	"time"
)

type bucket struct {
	dir  string
	done chan struct{}
}

func (b *bucket) Shutdown(ctx context.Context) error {
	select {
	case <-b.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *bucket) count(ctx context.Context) (int, error) {
	select {
	case <-time.After(time.Millisecond):
		return len(b.dir), nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

type Store struct {
	buckets map[string]*bucket
}

// replace has exchanged the two when it closes the old one.
func (s *Store) replace(ctx context.Context, name string, by *bucket) error {
	old := s.buckets[name]
	s.buckets[name] = by
	return s.move(ctx, old, by)
}

func (s *Store) move(ctx context.Context, old, by *bucket) error {
	if err := old.Shutdown(ctx); err != nil {
		return err
	}
	return os.Rename(by.dir, old.dir)
}

func (s *Store) size(ctx context.Context, name string) (int, error) {
	return s.buckets[name].count(ctx)
}

func (s *Store) Reset(ctx context.Context, name string) error {
	if _, err := s.size(ctx, name); err != nil {
		return err
	}
	if _, err := s.size(context.Background(), name); err != nil { // want unsafe "s.size gets"
		return err
	}
	return s.replace(context.Background(), name, &bucket{dir: name})
}
