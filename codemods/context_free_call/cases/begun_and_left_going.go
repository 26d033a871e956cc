package compact

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"time"
)

var errBusy = errors.New("busy")

// Limiter has one place for each key, and waits until it is free.
type Limiter struct{ places map[int]chan struct{} }

func (l *Limiter) Acquire(key int) error {
	return l.AcquireWithContext(context.Background(), key)
}

func (l *Limiter) AcquireWithContext(ctx context.Context, key int) error {
	select {
	case l.places[key] <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Limiter) Release(key int) { <-l.places[key] }

type Chunk struct{ both atomic.Bool }

func (c *Chunk) StartCompact(ctx context.Context) (*Chunk, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c.both.Store(true)
	return new(Chunk), nil
}

func (c *Chunk) StopCompact(ctx context.Context, other *Chunk) error {
	c.both.Store(false)
	return ctx.Err()
}

func (c *Chunk) copyTo(ctx context.Context, other *Chunk) error {
	select {
	case <-time.After(time.Second):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// So far the place is always got in the end; if not, nobody would stop what has begun.
func compact(ctx context.Context, l *Limiter, c *Chunk, key int) error {
	other, err := c.StartCompact(ctx)
	if err != nil {
		return err
	}
	if l.Acquire(key) != nil {
		return errBusy
	}
	defer l.Release(key)
	if err := c.copyTo(ctx, other); err != nil {
		return errors.Join(err, c.StopCompact(ctx, other))
	}
	return c.StopCompact(ctx, other)
}

func compactInTurn(ctx context.Context, l *Limiter, c *Chunk, key int) error {
	other, err := c.StartCompact(ctx)
	if err != nil {
		return err
	}
	if err := l.Acquire(key); err != nil { // want unsafe "AcquireWithContext takes it"
		return errors.Join(err, c.StopCompact(ctx, other))
	}
	defer l.Release(key)
	if err := c.copyTo(ctx, other); err != nil {
		return errors.Join(err, c.StopCompact(ctx, other))
	}
	return c.StopCompact(ctx, other)
}

func compactAlone(ctx context.Context, l *Limiter, c *Chunk, key int) error {
	if l.Acquire(key) != nil { // want unsafe "AcquireWithContext takes it"
		return errBusy
	}
	defer l.Release(key)
	other, err := c.StartCompact(ctx)
	if err != nil {
		return err
	}
	return c.StopCompact(ctx, other)
}

// What a package puts into another form is nothing that goes on.
func describe(ctx context.Context, l *Limiter, keys []int) ([]int, error) {
	text, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	if err := l.Acquire(len(text)); err != nil { // want unsafe "AcquireWithContext takes it"
		return nil, err
	}
	defer l.Release(len(text))
	var others []int
	return others, json.Unmarshal(text, &others)
}
