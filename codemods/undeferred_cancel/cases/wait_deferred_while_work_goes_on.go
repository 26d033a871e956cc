package fetch

import (
	"context"
	"errors"
	"sync"
)

var errMany = errors.New("too many")

// The deferred wait is for work that has its own end: the release must not come before it.
func group(ctx context.Context, names []string) error {
	ctx, cancel := context.WithCancel(ctx) // want safe "is not called when line 24 returns"
	var wg sync.WaitGroup
	defer wg.Wait()
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(ctx, name)
		}()
	}
	if len(names) > 1 {
		return errMany
	}
	wg.Wait()
	cancel()
	return nil
}

func channel(ctx context.Context, names []string) error {
	ctx, cancel := context.WithCancel(ctx) // want safe "is not called when line 42 returns"
	done := make(chan struct{})
	defer func() { <-done }()
	go func() {
		defer close(done)
		for _, name := range names {
			work(ctx, name)
		}
	}()
	if len(names) > 1 {
		return errMany
	}
	<-done
	cancel()
	return nil
}

// Elsewhere the release comes before the wait: perhaps they need that.
func cutOff(ctx context.Context, names []string) error {
	ctx, cancel := context.WithCancel(ctx) // want unsafe "line 62 returns.*only a deferred call waits for"
	var wg sync.WaitGroup
	defer wg.Wait()
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(ctx, name)
		}()
	}
	if len(names) > 1 {
		return errMany
	}
	cancel()
	return nil
}

// What was deferred before runs behind both.
func older(ctx context.Context, names []string) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	ctx, cancel := context.WithCancel(ctx) // want unsafe "line 81 returns.*only a deferred call waits for"
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(ctx, name)
		}()
	}
	if len(names) > 1 {
		return errMany
	}
	wg.Wait()
	cancel()
	return nil
}

// These only wait for the release, which is deferred behind the wait.
func waiting(ctx context.Context, names []string) error {
	ctx, cancel := context.WithCancel(ctx) // want safe "is not called when line 101 returns"
	var wg sync.WaitGroup
	for range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-ctx.Done()
		}()
	}
	defer wg.Wait()
	if len(names) > 1 {
		return errMany
	}
	defer cancel()
	return nil
}

// These do more until then.
func serving(ctx context.Context, names []string) error {
	ctx, cancel := context.WithCancel(ctx) // want unsafe "line 121 returns.*only a deferred call waits for"
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(ctx, name)
			<-ctx.Done()
		}()
	}
	defer wg.Wait()
	if len(names) > 1 {
		return errMany
	}
	defer cancel()
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
