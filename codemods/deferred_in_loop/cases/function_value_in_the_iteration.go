package fetch

import (
	"context"
	"time"
)

func each(parent context.Context, items []int, see func(context.Context, int) error) error {
	for _, item := range items {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want unsafe "may be kept by see"
		if err := see(ctx, item); err != nil {
			return err
		}
	}
	return nil
}

// By its name this one may go on after the call.
func start(parent context.Context, items []int, start func(context.Context, int) error) error {
	for _, item := range items {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		if err := start(ctx, item); err != nil {
			return err
		}
	}
	return nil
}

// What it gives back may use the context, and is kept.
func collect(parent context.Context, items []int, open func(context.Context, int) chan int) []chan int {
	all := make([]chan int, len(items))
	for i, item := range items {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel()
		all[i] = open(ctx, item)
	}
	return all
}
