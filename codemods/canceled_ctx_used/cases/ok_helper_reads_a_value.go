package fetch

import (
	"context"
	"time"
)

type key struct{}

func fetch(parent context.Context) string {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	work(ctx)
	cancel()
	return user(ctx)
}

func user(ctx context.Context) string { return lookup(ctx, "user") }

func lookup(ctx context.Context, name string) string {
	text, _ := ctx.Value(key{}).(string)
	return name + text
}

func work(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
