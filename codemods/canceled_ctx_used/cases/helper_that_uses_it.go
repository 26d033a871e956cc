package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	return save(ctx, "x") // want none "has ended here"
}

func save(ctx context.Context, name string) error {
	println(name)
	return work(ctx)
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
