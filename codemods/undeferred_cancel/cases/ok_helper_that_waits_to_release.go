package main

import (
	"context"
	"os"
)

func untilSignal(ch <-chan os.Signal) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-ch
		cancel()
	}()
	return ctx, cancel
}

func run(ch <-chan os.Signal, serve func(context.Context) error) error {
	ctx, _ := untilSignal(ch)
	return serve(ctx)
}

func main() {}
