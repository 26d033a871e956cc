package fetch

import (
	"context"
	"sync"
	"time"
)

func fetch(parent context.Context) error {
	var wg sync.WaitGroup
	first, cancel := context.WithTimeout(parent, time.Second) // want safe "assigned again"
	wg.Add(1)
	go func() {
		defer wg.Done()
		work(first)
	}()
	second, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel()
	err := work(second)
	wg.Wait()
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
