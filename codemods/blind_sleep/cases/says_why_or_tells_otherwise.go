package upload

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sync"
	"time"
)

type store interface {
	Put(ctx context.Context, block int) error
	Get(ctx context.Context, block int) error
}

type timeoutError struct{ after time.Duration }

func (e timeoutError) Error() string { return fmt.Sprintf("timed out after %s", e.after) }

// The caller wants to know that it was the time.
func wait(ctx context.Context, s store, limit time.Duration) error {
	waitCtx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		err := s.Get(waitCtx, 0)
		switch {
		case errors.Is(waitCtx.Err(), context.DeadlineExceeded):
			return timeoutError{limit}
		case err == nil:
			return nil
		}
		time.Sleep(limit / 10) // want none "says in its own words why"
	}
}

// What it has found out goes to the function around.
func poll(ctx context.Context, s store, blocks []int, jitter time.Duration) error {
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		errs []error
	)
	for _, block := range blocks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(jitter) // want none "tells of its errors in another way"
			if err := s.Get(ctx, block); err != nil {
				mu.Lock()
				errs = append(errs, err)
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	return errors.Join(errs...)
}

// All is done, and only has to settle.
func serve(ctx context.Context, s store, settle time.Duration) error {
	if err := s.Put(ctx, 1); err != nil {
		return err
	}
	time.Sleep(settle) // want none "reports its success"
	log.Println("complete")
	return nil
}

// What it would skip is done by a deferred call too.
func watch(ctx context.Context, s store, stop *time.Ticker) error {
	defer func() {
		if stop != nil {
			stop.Stop()
		}
	}()
	for {
		if err := s.Get(ctx, 0); err != nil {
			time.Sleep(time.Second) // want unsafe "each round"
			continue
		}
		stop.Stop()
	}
}
