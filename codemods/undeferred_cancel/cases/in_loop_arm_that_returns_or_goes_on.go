package fetch

import (
	"context"
	"time"
)

// One path goes on with the loop, where a defer would pile up; the other computes its result with the context.
func serve(parent context.Context, kinds <-chan int) error {
	for kind := range kinds {
		switch kind {
		case 1:
			println("nothing to do")
		case 2:
			ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
			if work(ctx) == nil {
				continue
			}
			return work(ctx)
		}
	}
	return nil
}

func count(parent context.Context, kinds <-chan int) (int, error) {
	for {
		select {
		case kind := <-kinds:
			ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
			if kind == 0 {
				break
			}
			return number(ctx)
		case <-parent.Done():
			return 0, parent.Err()
		}
	}
}

func number(ctx context.Context) (int, error) { return 1, ctx.Err() }

func work(ctx context.Context) error { return ctx.Err() }
