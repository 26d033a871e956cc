package fetch

import "context"

func watch(parent context.Context, names chan<- string) {
	ctx, cancel := context.WithCancel(parent)
	go func() {
		defer cancel()
		select {
		case names <- "gopher":
		case <-ctx.Done():
		}
	}()
}
