package stores

import (
	"context"
	"time"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

// What the first try has left of the time may be nothing.
func lookup(ctx context.Context, near, far store, id string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	n, err := near.count(ctx, id)
	if err == nil {
		return n, nil
	}
	return far.count(context.Background(), id)
}

// The limit is for both here.
func both(ctx context.Context, near, far store, id string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	n, err := near.count(ctx, id)
	if err != nil {
		return 0, err
	}
	m, err := far.count(context.Background(), id) // want unsafe "far.count gets"
	return n + m, err
}
