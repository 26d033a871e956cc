package poll

import (
	"context"
	"log"
	"time"
)

func work(ctx context.Context, names ...string) error { return ctx.Err() }

// Each literal is asked for itself.
func both(parent context.Context) error {
	first := func(ctx context.Context) error {
		for work(ctx) != nil {
			time.Sleep(time.Minute) // want unsafe "each round still waits to the end"
		}
		return nil
	}
	second := func(ctx context.Context) error {
		for work(ctx) != nil {
			time.Sleep(time.Minute) // want unsafe "each round still waits to the end"
		}
		return nil
	}
	if err := first(parent); err != nil {
		return err
	}
	return second(parent)
}

// What is called before comes back for another reason too.
func oneAfterTheOther(parent context.Context) error {
	first := func(ctx context.Context) error {
		for work(ctx) != nil {
			time.Sleep(time.Minute) // want unsafe "each round still waits to the end"
		}
		return nil
	}
	if err := first(parent); err != nil {
		return err
	}
	second := func(ctx context.Context) error {
		for work(ctx) != nil {
			time.Sleep(time.Minute) // want unsafe "each round still waits to the end"
		}
		return nil
	}
	return second(parent)
}

// A goroutine that only ends says nothing about what is done beside it.
func beside(ctx context.Context) (string, error) {
	go func(c context.Context) {
		for {
			if err := work(c); err != nil {
				log.Print(err)
			}
			select {
			case <-c.Done():
				return
			case <-time.After(time.Minute):
			}
		}
	}(ctx)
	find := func(ctx context.Context) (string, error) {
		for {
			if err := work(ctx); err == nil {
				return "", nil
			}
			time.Sleep(time.Minute) // want unsafe "each round still waits to the end"
		}
	}
	return find(ctx)
}
