package fetch

import (
	"context"
	"time"
)

func poll(parent context.Context, names <-chan string) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		select {
		case name := <-names:
			work(ctx, name)
		case <-ctx.Done():
			cancel()
			return
		}
		cancel()
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
