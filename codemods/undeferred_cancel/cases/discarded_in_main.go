package main

import (
	"context"
	"time"
)

func main() {
	ctx, _ := context.WithTimeout(context.Background(), time.Minute) // want safe "not released|discarded"
	if err := work(ctx); err != nil {
		println(err.Error())
	}
}

func work(ctx context.Context) error { return ctx.Err() }
