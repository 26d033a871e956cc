package batch

import (
	"context"
	"time"
)

type batcher struct {
	mctx         context.Context
	notify, stop chan struct{}
	force        chan chan int
}

func newBatcher(mctx context.Context) *batcher {
	b := &batcher{
		mctx:   mctx,
		notify: make(chan struct{}, 1),
		stop:   make(chan struct{}),
		force:  make(chan chan int),
	}
	go b.run()
	return b
}

func (b *batcher) run() {
	for {
		var force chan int
		select {
		case <-b.stop:
			return
		case <-b.notify:
		case force = <-b.force:
		}
		n, err := b.process(force != nil)
		if err != nil {
			println(err.Error())
		}
		if force != nil {
			force <- n
		}
	}
}

func (b *batcher) process(all bool) (int, error) {
	if all {
		return b.send("all")
	}
	return b.send("some")
}

func (b *batcher) send(what string) (int, error) {
	return len(what), push(b.mctx, what)
}

func push(ctx context.Context, what string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(what)
		return nil
	}
}

func (b *batcher) Flush(ctx context.Context) (int, error) {
	answer := make(chan int, 1)
	select {
	case b.force <- answer:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	select {
	case n := <-answer:
		return n, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
