package main

import (
	"context"
)

func init() {
	go notify(context.Background(), "a")
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go notify(context.Background(), "b")
	<-ctx.Done()
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
