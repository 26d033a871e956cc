package queues

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

// It says so of a closed channel as well.
func next(ctx context.Context, in <-chan string) (string, bool) {
	select {
	case id, ok := <-in:
		return id, ok
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

func poppedLater(ctx context.Context, s store, in <-chan string) error {
	n := 0
	for {
		_, ok := pop(ctx, in)
		if !ok {
			return s.put(context.Background(), "popped", n)
		}
		n++
	}
}

func read(ctx context.Context, s store, in <-chan string) error {
	n := 0
	for {
		if _, ok := next(ctx, in); !ok {
			break
		}
		n++
	}
	return s.put(context.Background(), "read", n) // want unsafe "s.put gets"
}

// What is put is what was popped.
func each(ctx context.Context, s store, in <-chan string) error {
	for {
		id, ok := pop(ctx, in)
		if !ok {
			return ctx.Err()
		}
		if err := s.put(context.Background(), id, 1); err != nil { // want unsafe "s.put gets"
			return err
		}
	}
}
