package fetch

import (
	"context"
	"sync"
	"time"
)

// The wait runs before the release.
func behind(parent context.Context, n int) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	var wg sync.WaitGroup
	defer wg.Wait()
	for range n {
		wg.Add(1)
		go run(ctx, &wg)
	}
	return work(ctx)
}

func inALiteral(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	done := make(chan struct{})
	defer func() { <-done }()
	go func() {
		defer close(done)
		work(ctx)
	}()
	return work(ctx)
}

// This one runs behind it.
func older(parent context.Context, n int) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "only a deferred call waits for"
	for range n {
		wg.Add(1)
		go run(ctx, &wg)
	}
	return work(ctx)
}

// Nor is one of any use that is only registered sometimes, or that only waits sometimes.
func sometimes(parent context.Context, n int) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "not waited for"
	var wg sync.WaitGroup
	if n > 1 {
		defer wg.Wait()
	}
	wg.Add(1)
	go run(ctx, &wg)
	return nil
}

func onFailure(parent context.Context) (err error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "not waited for"
	var wg sync.WaitGroup
	defer func() {
		if err == nil {
			return
		}
		wg.Wait()
	}()
	wg.Add(1)
	go run(ctx, &wg)
	return work(parent)
}

// These may wait for the release themselves.
func untilTheEnd(parent context.Context) error {
	ctx, _ := context.WithCancel(parent) // want none "only a deferred call waits for"
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
				work(ctx)
			}
		}
	}()
	return work(ctx)
}

func untilTheEndElsewhere(parent context.Context) error {
	ctx, _ := context.WithCancel(parent) // want none "only a deferred call waits for"
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Add(1)
	go wait(ctx, &wg)
	return work(ctx)
}

func wait(ctx context.Context, wg *sync.WaitGroup) {
	defer wg.Done()
	<-ctx.Done()
}

func run(ctx context.Context, wg *sync.WaitGroup) {
	defer wg.Done()
	work(ctx)
}

func work(ctx context.Context) error { return ctx.Err() }
