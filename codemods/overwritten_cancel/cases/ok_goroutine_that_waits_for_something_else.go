package pubsub

import (
	"context"
	"fmt"
	"log"
)

type subscriber interface {
	Open(ctx context.Context) (context.Context, error)
	Read(ctx context.Context) error
}

// The goroutine may come first.
func read(parent context.Context, s subscriber, opened <-chan struct{}) error {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-opened
		cancel()
	}()
	inner, err := s.Open(ctx)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	inner, cancel = context.WithCancel(inner)
	defer func() {
		log.Print("read under ", parent)
		cancel()
	}()
	return s.Read(inner)
}

// What is made first ends with its parent.
func readUnder(parent context.Context, s subscriber) error {
	ctx, cancel := context.WithCancel(parent)
	go func() {
		<-parent.Done()
		cancel()
	}()
	inner, err := s.Open(ctx)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	inner, cancel = context.WithCancel(inner)
	defer cancel()
	return s.Read(inner)
}
