package p

import (
	"context"
	"time"
)

func twice(addr string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	time.AfterFunc(time.Second, cancel)
	if err := dial(ctx, addr); err != nil {
		return err
	}

	// What was passed on is the release of the first.
	ctx, cancel = context.WithTimeout(context.Background(), time.Second) // want safe "cancel is not called when line 17 returns"
	return dial(ctx, addr)
}

func dial(ctx context.Context, addr string) error {
	<-ctx.Done()
	return ctx.Err()
}
