package async

import (
	"context"
	"sync"
	"time"
)

func called(ctx context.Context, op func(context.Context) error, onDone func(error)) {
	var err error
	for range 5 {
		if err = op(ctx); err == nil {
			break
		}
		time.Sleep(time.Second) // want none "would skip onDone\\(err\\)"
	}
	onDone(err)
}

type job struct {
	finished func()
	watcher  watcher
	cond     *sync.Cond
	ready    bool
}

type watcher interface {
	OnComplete(err error)
	OnRound(n int)
}

func (j *job) field(ctx context.Context, op func(context.Context) error) {
	for range 5 {
		if op(ctx) == nil {
			j.finished()
			return
		}
		time.Sleep(time.Second) // want none "would skip j.finished\\(\\) on line 35"
	}
	j.finished()
}

func (j *job) method(ctx context.Context, op func(context.Context) error) {
	var err error
	for range 5 {
		if err = op(ctx); err == nil {
			break
		}
		time.Sleep(time.Second) // want none "would skip j.watcher.OnComplete\\(err\\)"
	}
	j.watcher.OnComplete(err)
}

func (j *job) woken(ctx context.Context, op func(context.Context) error) {
	for range 5 {
		if op(ctx) == nil {
			break
		}
		time.Sleep(time.Second) // want none "would skip j.cond.Broadcast\\(\\)"
	}
	j.cond.Broadcast()
}

// Who is told of each round is not told of the end.
func (j *job) rounds(ctx context.Context, op func(context.Context) error) {
	for i := range 5 {
		if op(ctx) == nil {
			break
		}
		j.watcher.OnRound(i)
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

// Where the function says itself that it has failed, nobody else needs to.
func (j *job) returned(ctx context.Context, op func(context.Context) error, onDone func(error)) error {
	for op(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	onDone(nil)
	return nil
}

// Each round wakes those who wait for the next.
func (j *job) refreshed(ctx context.Context, op func(context.Context) error) {
	for {
		if op(ctx) == nil {
			j.ready = true
			j.cond.Broadcast()
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}
