package ping

import (
	"context"
	"time"
)

// Released behind the call, the answer would never come.
func pingAll(parent context.Context, names []string) {
	for _, name := range names {
		ctx, _ := context.WithTimeout(parent, time.Second) // want unsafe "discarded"
		answer := ping(ctx, name)
		println(name, <-answer)
	}
}

func pingForEver(parent context.Context, name string) {
	for {
		ctx, _ := context.WithTimeout(parent, time.Second) // want none "discarded"
		answer := ping(ctx, name)
		println(name, <-answer)
	}
}

func ping(ctx context.Context, name string) <-chan string {
	answer := make(chan string, 1)
	go func() {
		select {
		case <-ctx.Done():
			answer <- "none"
		case <-time.After(time.Millisecond):
			answer <- name
		}
	}()
	return answer
}
