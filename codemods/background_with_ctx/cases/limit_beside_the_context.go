package raft

import (
	"context"
	"errors"
	"time"
)

type notify struct {
	limit context.Context
	done  chan uint64
}

func newNotify(limit context.Context) notify {
	return notify{limit: limit, done: make(chan uint64, 1)}
}

// Wait tells the one end from the other.
func (n notify) Wait(ctx context.Context) (uint64, error) {
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-n.limit.Done():
		return 0, errors.New("took too long")
	case index := <-n.done:
		return index, nil
	}
}

type group struct {
	ask  func(n notify)
	read func(limit context.Context) (uint64, error)
}

func (g *group) ReadIndex(ctx context.Context) (uint64, error) {
	limit, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	n := newNotify(limit)
	g.ask(n)
	return n.Wait(ctx)
}

func (g *group) Read(ctx context.Context) (uint64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	limit, cancel := context.WithTimeout(context.Background(), time.Second) // want unsafe "context.WithTimeout gets"
	defer cancel()
	return g.read(limit)
}
