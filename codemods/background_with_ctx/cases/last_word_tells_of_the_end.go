package queue

import "context"

type store interface {
	put(ctx context.Context, id string, n int) error
}

func pop(ctx context.Context, in <-chan string) (string, bool) {
	select {
	case id := <-in:
		return id, true
	case <-ctx.Done():
		return "", false
	}
}

func popped(ctx context.Context, s store, in <-chan string) error {
	n := 0
	for {
		if _, ok := pop(ctx, in); !ok {
			break
		}
		n++
	}
	return s.put(context.Background(), "popped", n)
}

// It is there, and nothing has ended.
func first(ctx context.Context, s store, in <-chan string) error {
	id, ok := pop(ctx, in)
	if !ok {
		return ctx.Err()
	}
	return s.put(context.Background(), id, 1) // want unsafe "s.put gets"
}
