package counts

import (
	"context"
	"time"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

type key struct{}

func all(ctx context.Context, s store, ids []string) (total int, err error) {
	get := func(id string) (int, error) {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want unsafe "derived from the ctx of the call before"
		defer cancel()
		return s.count(ctx, id)
	}
	for _, id := range ids {
		n, err := get(id)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

func tree(ctx context.Context, s store, kids map[string][]string) (total int, err error) {
	var walk func(id string) error
	walk = func(id string) error {
		ctx = context.WithValue(ctx, key{}, id) // want unsafe "derived from the ctx of the call before"
		n, err := s.count(ctx, id)
		if err != nil {
			return err
		}
		total += n
		for _, k := range kids[id] {
			if err := walk(k); err != nil {
				return err
			}
		}
		return nil
	}
	err = walk("root")
	return total, err
}

// What is put into it is for all that follows.
func gathered(ctx context.Context, s store, names []string) (int, error) {
	add := func(name string) {
		ctx = context.WithValue(ctx, key{}, name)
	}
	for _, name := range names {
		add(name)
	}
	return s.count(ctx, "all")
}

// It is called once for each context that it derives from.
func each(parent context.Context, s store, ids []string) (total int, err error) {
	for _, id := range ids {
		ctx := context.WithValue(parent, key{}, id)
		get := func() (int, error) {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, time.Second)
			defer cancel()
			return s.count(ctx, id)
		}
		n, err := get()
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// There is no second call.
func twice(ctx context.Context, s store) (int, error) {
	get := func(id string) (int, error) {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Second)
		defer cancel()
		return s.count(ctx, id)
	}
	return get("all")
}
