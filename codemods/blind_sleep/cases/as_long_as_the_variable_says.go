package accept

import (
	"context"
	"log"
	"time"
)

type listener interface {
	accept(ctx context.Context) error
}

func handle(ctx context.Context, l listener) error {
	delay := 5 * time.Second
	if err := l.accept(ctx); err != nil {
		log.Printf("accept error, wait %s: %v", delay, err)
		time.Sleep(delay) // want unsafe "the function still waits to the end"
	}
	return l.accept(ctx)
}

func again(ctx context.Context, l listener) error {
	delay := 5 * time.Millisecond
	for l.accept(ctx) != nil {
		delay *= 2
	}
	time.Sleep(delay) // want unsafe "the function still waits to the end"
	return l.accept(ctx)
}
