package names

import (
	"context"
	"time"
)

func find(id int) (string, error) {
	return get(context.Background(), id) // want unsafe "a caller further up on line 38 has one"
}

func get(ctx context.Context, id int) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Millisecond):
		return "gopher", nil
	}
}

func all(ids ...int) (names []string, err error) {
	for _, id := range ids {
		n, err := find(id)
		if err != nil {
			return nil, err
		}
		names = append(names, n)
	}
	return
}

func some(ids []int) ([]string, error) { return all(ids[0]) }

func show(ctx context.Context, ids []int) ([]string, error) {
	if _, err := some(ids); err != nil {
		return nil, err
	}
	return all(ids...)
}
