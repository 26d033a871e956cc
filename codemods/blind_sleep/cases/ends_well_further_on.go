package source

import (
	"context"
	"time"
)

type router interface {
	Create(ctx context.Context) error
}

// manage serves until the end, which is no failure.
func manage(ctx context.Context, r router) error {
	if err := r.Create(ctx); err != nil {
		return err
	}
	<-ctx.Done()
	println("closed")
	return nil
}

// Who calls it would try again where it fails.
func listen(ctx context.Context, r router, several bool) error {
	if several {
		time.Sleep(2 * time.Second) // want unsafe "waits to the end"
		if err := r.Create(ctx); err != nil {
			return err
		}
	}
	return manage(ctx, r)
}
