package web

import (
	"context"
)

// A context inside of a goroutine that is waited for is the business of background-with-ctx.
func Save(ctx context.Context, id string) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		//ctxmend:ignore background-with-ctx
		if err := notify(context.Background(), id); err != nil {
			println(err.Error())
		}
	}()
	<-done
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
