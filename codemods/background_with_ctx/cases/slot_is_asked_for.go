package restore

import "context"

type semaphore interface {
	Acquire(ctx context.Context, n int64) error
	Release(n int64)
}

func load(ctx context.Context, slots semaphore, name string) error {
	if err := slots.Acquire(context.Background(), 1); err != nil { // want unsafe "slots.Acquire gets"
		return err
	}
	defer slots.Release(1)
	return ctx.Err()
}
