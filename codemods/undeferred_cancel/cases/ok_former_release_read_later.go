package p

import (
	"context"
	"time"
)

// A pointer to the variable, or a literal that captures it, sees the second too.
func watched(dial func(context.Context) error, watch func(*context.CancelFunc)) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	watch(&cancel)
	if err := dial(ctx); err != nil {
		return err
	}
	ctx, cancel = context.WithTimeout(context.Background(), time.Second)
	return dial(ctx)
}
