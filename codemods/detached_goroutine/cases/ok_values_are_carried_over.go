package media

import (
	"context"
	"log"
	"time"
)

type withValues struct {
	context.Context
	values context.Context
}

func (w withValues) Value(key any) any { return w.values.Value(key) }

// WithValues gives the values of one context to another.
func WithValues(ctx, values context.Context) context.Context { return withValues{ctx, values} }

func refetch(ctx context.Context, domain string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		println(domain)
		return nil
	}
}

// Refetch answers at once, and keeps what came with the call.
func Refetch(ctx context.Context, domain string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	go func() {
		ctx := WithValues(context.Background(), ctx)
		if err := refetch(ctx, domain); err != nil {
			log.Print(err)
		}
	}()
	return nil
}
