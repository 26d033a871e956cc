package batch

import (
	"context"
	"time"
)

type batcher struct {
	mctx         context.Context // want none "line 21 starts"
	notify, stop chan struct{}
	waiting      int
}

func newBatcher(mctx context.Context) *batcher {
	b := &batcher{
		mctx:   mctx,
		notify: make(chan struct{}, 1),
		stop:   make(chan struct{}),
	}
	// What is waiting is sent by and by.
	go b.run()
	return b
}

func (b *batcher) run() {
	for {
		select {
		case <-b.stop:
			return
		case <-b.notify:
		}
		if err := b.process(); err != nil {
			println(err.Error())
		}
	}
}

func (b *batcher) process() error {
	b.waiting = 0
	return push(b.mctx, "some")
}

func (b *batcher) add(ctx context.Context, what string) error {
	if err := push(ctx, what); err != nil {
		return err
	}
	b.waiting++
	if b.waiting > 100 {
		return b.process()
	}
	return nil
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
