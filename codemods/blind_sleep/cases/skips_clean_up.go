package lease

import (
	"context"
	"os"
	"sync"
	"time"
)

func locked(ctx context.Context, mu *sync.Mutex, try func(context.Context) error) error {
	mu.Lock()
	var err error
	for range 3 {
		if err = try(ctx); err == nil {
			break
		}
		time.Sleep(time.Second) // want none "leaving there would skip mu.Unlock\\(\\) on line 19"
	}
	mu.Unlock()
	return err
}

// Each round takes the lock anew, and holds it not while it waits.
func relocked(ctx context.Context, mu *sync.Mutex, try func(context.Context) error) error {
	for {
		mu.Lock()
		err := try(ctx)
		mu.Unlock()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

func kept(ctx context.Context, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	time.Sleep(time.Minute) // want none "leaving there would skip f.Close\\(\\)"
	_, err = f.WriteString(name)
	f.Close()
	return err
}

func deferred(ctx context.Context, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	return f.Sync()
}

func removed(ctx context.Context, name string) error {
	if err := os.Mkdir(name, 0o700); err != nil {
		return err
	}
	time.Sleep(time.Minute) // want none "leaving there would skip os.Remove\\(name\\)"
	return os.Remove(name)
}

type Span interface{ End() }

func spans(ctx context.Context, start func(context.Context) Span, n int, pause time.Duration) {
	for range n {
		span := start(ctx)
		time.Sleep(pause) // want none "span.End"
		span.End()
	}
}

// What is given back before the wait is not held.
func again(ctx context.Context, begin func(context.Context) (Span, error)) error {
	for {
		span, err := begin(ctx)
		if err != nil {
			return err
		}
		span.End()
		time.Sleep(time.Minute) // want unsafe "still waits to the end"
	}
}
