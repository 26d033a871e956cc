package fetch

import (
	"context"
	"time"
)

type worker struct{ ctx context.Context }

func newWorker(ctx context.Context) *worker { return &worker{ctx: ctx} }

func (w *worker) start() { go w.loop() }

func (w *worker) loop() { <-w.ctx.Done() }

func (w *worker) work() error { return w.ctx.Err() }

var workers []*worker

func (w *worker) register() { workers = append(workers, w) }

// The goroutine goes on with what this function puts the context into.
func started(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "goroutine that start starts"
	w := &worker{ctx: ctx}
	w.start()
}

func registered(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "is stored by register"
	(&worker{ctx}).register()
}

func asAnExpression(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "goroutine that start starts"
	(*worker).start(&worker{ctx})
}

func asAValue(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "goroutine that start starts"
	start := (&worker{ctx}).start
	start()
}

// What another function makes keeps it, as that says.
func startedByAnother(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "goroutine that start starts"
	newWorker(ctx).start()
}

// This one is done when it returns.
func done(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	return newWorker(ctx).work()
}

func inALoop(parent context.Context, n int) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want unsafe "goroutine that start starts"
	var all []*worker
	for range n {
		all = append(all, &worker{ctx})
	}
	for _, w := range all {
		w.start()
	}
}

func contextsInALoop(parent context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "goroutine"
	for _, c := range []context.Context{parent, ctx} {
		go newWorker(c).loop()
	}
}
