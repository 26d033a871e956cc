package loop

import (
	"context"
	"time"
)

type queue struct{}

func (queue) Put(ctx context.Context, key string) error { return ctx.Err() }
func (queue) poll()                                     {}

func wait(ctx context.Context) { <-ctx.Done() }

func outer(ctx context.Context) { wait(ctx) }

func run(ctx context.Context, q queue) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
			q.poll()
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func Deep(ctx context.Context, q queue) error {
	outer(ctx)
	return q.Put(context.Background(), "deep")
}

func Main(ctx context.Context, q queue) error {
	if err := run(ctx, q); err != nil {
		return err
	}
	return q.Put(context.Background(), "main")
}

func Interrupted(ctx context.Context, q queue) error {
	if err := sleep(ctx, time.Second); err != nil {
		return q.Put(context.Background(), "interrupted")
	}
	return nil
}

func Rounds(ctx context.Context, q queue) error {
	for {
		if sleep(ctx, time.Second) != nil {
			break
		}
		q.poll()
	}
	return q.Put(context.Background(), "rounds")
}
