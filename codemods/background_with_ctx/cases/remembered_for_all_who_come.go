package upstream

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

type caller interface {
	Call(ctx context.Context, method string) error
}

type forwarder struct {
	caller  caller
	mu      sync.Mutex
	checked time.Time
	err     error
	healthy atomic.Bool
	errors  atomic.Int64
	last    error
}

// What one is told is told to all who come meanwhile.
func (f *forwarder) check(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Since(f.checked) > time.Minute {
		limited, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		f.err = f.caller.Call(limited, "health")
		f.checked = time.Now()
	}
	return f.err
}

func (f *forwarder) checkAnew(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Since(f.checked) < time.Minute {
		return f.err
	}
	err := f.caller.Call(context.Background(), "health")
	f.err, f.checked = err, time.Now()
	return err
}

func (f *forwarder) mark(ctx context.Context) error {
	err := f.caller.Call(context.Background(), "mark")
	f.healthy.Store(err == nil)
	return err
}

func (f *forwarder) try(ctx context.Context) error {
	if f.errors.Load() > 5 {
		return f.last
	}
	if err := f.caller.Call(context.Background(), "try"); err != nil {
		f.errors.Add(1)
		return err
	}
	f.errors.Store(0)
	return nil
}

// What is only counted is there to be shown.
func (f *forwarder) count(ctx context.Context) error {
	if err := f.caller.Call(context.Background(), "count"); err != nil { // want unsafe "f.caller.Call gets"
		f.errors.Add(1)
		return err
	}
	return nil
}

// Nobody gets the error of another here.
func (f *forwarder) keep(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last = f.caller.Call(context.Background(), "keep") // want unsafe "f.caller.Call gets"
	return f.last
}

type cursor struct {
	caller caller
	err    error
}

// The error of a cursor is for the one who has it.
func (c *cursor) next(ctx context.Context) error {
	if c.err != nil {
		return c.err
	}
	c.err = c.caller.Call(context.Background(), "next") // want unsafe "c.caller.Call gets"
	return c.err
}
