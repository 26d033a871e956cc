package fetch

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

func locked(ctx context.Context, mu *sync.Mutex, op func(context.Context) error) error {
	mu.Lock()
	for op(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip mu.Unlock\\(\\) on line 16"
	}
	defer mu.Unlock()
	return op(ctx)
}

func body(ctx context.Context, c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	time.Sleep(10 * time.Second) // want none "would skip resp.Body.Close\\(\\)"
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func literal(ctx context.Context, c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	time.Sleep(10 * time.Second) // want none "would skip resp.Body.Close\\(\\)"
	defer func() {
		_ = resp.Body.Close()
	}()
	return io.ReadAll(resp.Body)
}

// What is deferred behind the wait is taken there too.
func takenThere(ctx context.Context, mu *sync.Mutex, op func(context.Context) error) error {
	for op(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	mu.Lock()
	defer mu.Unlock()
	return op(ctx)
}

func openedThere(ctx context.Context, c *http.Client, req *http.Request) ([]byte, error) {
	time.Sleep(10 * time.Second) // want unsafe "still waits to the end"
	resp, err := c.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// What a literal gives back that it has taken itself.
func takenByItself(ctx context.Context, mu *sync.Mutex, op func(context.Context) error) error {
	for op(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	defer func() {
		mu.Lock()
		defer mu.Unlock()
		octx, cancel := context.WithTimeout(ctx, time.Minute)
		_ = op(octx)
		cancel()
	}()
	return op(ctx)
}

// What is deferred before it runs in any case.
func before(ctx context.Context, c *http.Client, req *http.Request) ([]byte, error) {
	resp, err := c.Do(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer func() {
		_ = resp.Body.Close()
	}()
	time.Sleep(10 * time.Second) // want unsafe "still waits to the end"
	return io.ReadAll(resp.Body)
}
