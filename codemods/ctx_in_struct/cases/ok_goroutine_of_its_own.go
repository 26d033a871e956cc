package poll

import (
	"context"
	"time"
)

// The goroutine lives as long as the poller, not as long as whoever starts it.
type poller struct {
	ctx  context.Context
	name string
}

func (p *poller) start() {
	go func() {
		<-p.ctx.Done()
		println("end of", p.name)
	}()
}

func run(ctx context.Context, p *poller) error {
	p.start()
	return ctx.Err()
}

// So does the loop of Run.
type Watcher struct {
	ctx  context.Context
	seen chan string
}

func NewWatcher(ctx context.Context) *Watcher {
	return &Watcher{ctx: ctx, seen: make(chan string)}
}

func (w *Watcher) Run() {
	for {
		select {
		case name := <-w.seen:
			println(name)
		case <-w.ctx.Done():
			return
		}
	}
}

// What its timer runs has no caller either.
type Flusher struct {
	ctx   context.Context
	timer *time.Timer
}

func NewFlusher(ctx context.Context) *Flusher { return &Flusher{ctx: ctx} }

func (f *Flusher) Later() {
	f.timer = time.AfterFunc(time.Second, func() { flush(f.ctx) })
}

func flush(ctx context.Context) {
	if ctx.Err() == nil {
		println("flush")
	}
}
