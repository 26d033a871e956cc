package fetch

import "context"

type key struct{}

func fetch(ctx context.Context, names chan string) {
	for {
		select {
		case <-ctx.Done():
			return
		case name := <-names:
			ctx = context.WithValue(ctx, key{}, name) // want none "not a statement of the body"
			_ = work(ctx)
		}
	}
}

func work(ctx context.Context) error { return ctx.Err() }
