package race

import (
	"context"
	"errors"
	"time"
)

// When the loop is left, nobody takes what the others make.
func first(parent context.Context, names []string) (string, error) {
	ctx, _ := context.WithCancel(parent) // want unsafe "discarded.*goroutine"
	results := make(chan string)
	for _, name := range names {
		go look(ctx, name, results)
	}
	for {
		select {
		case found := <-results:
			return found, nil
		case <-time.After(time.Second):
			return "", errors.New("too late")
		}
	}
}

// It has begun, and goes on.
func start(parent context.Context) error {
	ctx, _ := context.WithCancel(parent) // want none "discarded.*goroutine"
	ready := make(chan struct{})
	go serve(ctx, ready)
	for {
		select {
		case <-ready:
			return nil
		case <-time.After(time.Second):
			println("still starting")
		}
	}
}

func look(ctx context.Context, name string, results chan<- string) {
	select {
	case results <- name:
	case <-ctx.Done():
	}
}

func serve(ctx context.Context, ready chan<- struct{}) {
	close(ready)
	<-ctx.Done()
}
