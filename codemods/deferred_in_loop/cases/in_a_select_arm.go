package fetch

import (
	"context"
	"time"
)

func run(parent context.Context, names <-chan string) error {
	for {
		select {
		case <-parent.Done():
			return parent.Err()
		case name := <-names:
			ctx, cancel := context.WithTimeout(parent, time.Second)
			defer cancel() // want safe "deferred in a loop"
			if err := work(ctx, name); err != nil {
				return err
			}
		}
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
