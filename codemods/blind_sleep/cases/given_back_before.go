package queue

import (
	"context"
	"net"
	"sync"
	"time"
)

type queue struct {
	mu    sync.Mutex
	tries int
}

// What is locked where the loop is left is not so where it waits.
func (q *queue) run(ctx context.Context, op func(context.Context) error) error {
	for {
		q.mu.Lock()
		if ctx.Err() != nil {
			q.mu.Unlock()
			return ctx.Err()
		}
		q.tries++
		q.mu.Unlock()
		time.Sleep(time.Second) // want unsafe "still waits to the end"
		if op(ctx) == nil {
			return nil
		}
	}
}

func (q *queue) waited(ctx context.Context, wg *sync.WaitGroup, op func(context.Context) error) error {
	for {
		wg.Add(1)
		err := op(ctx)
		if ctx.Err() != nil {
			wg.Done()
			return nil
		}
		wg.Done()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "still waits to the end"
	}
}

// Not taken yet where it waits for the first time.
func (q *queue) later(ctx context.Context, op func(context.Context) error) error {
	for op(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "still waits to the end"
		q.mu.Lock()
		if ctx.Err() != nil {
			q.mu.Unlock()
			return ctx.Err()
		}
		q.tries++
		q.mu.Unlock()
	}
	return nil
}

// Held here as there.
func (q *queue) held(ctx context.Context, op func(context.Context) error) error {
	q.mu.Lock()
	for op(ctx) != nil {
		if ctx.Err() != nil {
			q.mu.Unlock()
			return ctx.Err()
		}
		q.tries++
		time.Sleep(time.Second) // want unsafe "still waits to the end"
		if q.tries > 9 {
			break
		}
	}
	q.mu.Unlock()
	return nil
}

// Closed on one of two ways.
func (q *queue) closed(ctx context.Context, conn net.Conn, op func(context.Context) error) error {
	if q.tries > 3 {
		conn.Close()
	}
	for op(ctx) != nil {
		time.Sleep(time.Second) // want none "what line 90 gives back may have been given back before"
		q.tries++
		if ctx.Err() != nil {
			conn.Close()
			return ctx.Err()
		}
	}
	return nil
}
