package server

import (
	"context"
	"errors"
	"log"
	"time"
)

type certificates struct {
	changed <-chan string
}

func (c *certificates) watch(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case name, ok := <-c.changed:
			if !ok {
				return errors.New("watcher closed")
			}
			log.Print("changed: ", name)
		}
	}
}

// The end of the context is no failure of the watcher.
func (c *certificates) keepWatching(ctx context.Context) error {
	for {
		err := c.watch(ctx)
		if err == nil {
			return nil
		}
		log.Print("watcher crashed: ", err)
		time.Sleep(5 * time.Second) // want unsafe "each round still waits to the end"
	}
}

func load(ctx context.Context, names <-chan string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-names:
		return nil
	}
}

// Here it is one.
func keepLoading(ctx context.Context, names <-chan string) error {
	for {
		if err := load(ctx, names); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want unsafe "each round still waits to the end"
	}
}
