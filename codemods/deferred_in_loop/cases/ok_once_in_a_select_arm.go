package fetch

import (
	"context"
)

func race(parent context.Context, late <-chan string, results <-chan error) error {
	for {
		select {
		case name := <-late:
			ctx, cancel := context.WithCancel(parent)
			defer cancel()
			go work(ctx, name)
		case err := <-results:
			return err
		}
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
