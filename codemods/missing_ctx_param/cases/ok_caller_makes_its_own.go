package names

import (
	"context"
	"time"
)

func find(id int) (string, error) {
	return get(context.Background(), id)
}

func get(ctx context.Context, id int) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Millisecond):
		return "gopher", nil
	}
}

var started = context.Background()

// It passes what it has to the others.
func all(ids []int) (names []string, err error) {
	ctx, cancel := context.WithTimeout(started, time.Minute)
	defer cancel()
	for _, id := range ids {
		if _, err := get(ctx, -id); err != nil {
			return nil, err
		}
		n, err := find(id)
		if err != nil {
			return nil, err
		}
		names = append(names, n)
	}
	return
}

func show(ctx context.Context, ids []int) ([]string, error) { return all(ids) }
