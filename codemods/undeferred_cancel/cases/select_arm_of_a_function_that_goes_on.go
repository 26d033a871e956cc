package fetch

import (
	"context"
	"time"
)

func serve(parent context.Context, first <-chan string, rest <-chan string) error {
	select {
	case name := <-first:
		ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
		if err := work(ctx); err != nil {
			return err
		}
		println(name)
	case <-parent.Done():
		return parent.Err()
	}
	for name := range rest {
		println(name)
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
