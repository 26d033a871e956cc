package web

import (
	"context"
)

func Start(ctx context.Context, ids <-chan string) {
	go func() {
		for {
			if err := notify(context.Background(), <-ids); err != nil {
				return
			}
		}
	}()
	<-ctx.Done()
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
