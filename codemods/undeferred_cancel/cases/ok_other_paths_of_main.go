package main

import (
	"context"
	"fmt"
	"time"
)

// When main returns the process ends, and with it every context.
func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	if err := work(ctx); err != nil {
		fmt.Println(err)
		return
	}
	cancel()
}

func work(ctx context.Context) error { return ctx.Err() }
