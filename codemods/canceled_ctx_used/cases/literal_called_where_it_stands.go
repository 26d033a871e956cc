package resolve

import (
	"context"
	"sync"
	"time"
)

var mu sync.Mutex

func lock(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		mu.Lock()
		return nil
	}
}

func ask(ctx context.Context, name string) []byte {
	select {
	case <-ctx.Done():
		return nil
	case <-time.After(time.Millisecond):
		return []byte(name)
	}
}

func forward(ctx context.Context, name string) []byte {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	err := lock(ctx)
	cancel()
	if err != nil {
		return nil
	}
	return func() []byte {
		defer mu.Unlock()
		return ask(ctx, name) // want none "ctx has ended here, cancel was called on line 33"
	}()
}

func all(parent context.Context, names []string) (out [][]byte) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	for _, name := range names {
		if err := lock(ctx); err != nil { // want none "when the loop comes round again"
			return nil
		}
		func() {
			defer mu.Unlock()
			out = append(out, ask(ctx, name)) // want none "when the loop comes round again"
		}()
		cancel()
	}
	return out
}

// Who calls the literal, and when, is not known here.
func later(ctx context.Context, name string) func() []byte {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	err := lock(ctx)
	cancel()
	if err != nil {
		return nil
	}
	defer mu.Unlock()
	return func() []byte { return ask(ctx, name) }
}
