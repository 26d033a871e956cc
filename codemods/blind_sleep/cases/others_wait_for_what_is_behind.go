package batch

import (
	"context"
	"time"
)

type request struct{ result chan int }

type buffer struct {
	waiting  []*request
	interval time.Duration
	load     func(ctx context.Context) (int, error)
}

// Whoever has asked waits for the answer, and does not look at this context.
func (b *buffer) get(ctx context.Context, r *request) int {
	b.waiting = append(b.waiting, r)
	go func() {
		time.Sleep(b.interval) // want none "leaving there would skip b.answer"
		b.answer(ctx)
	}()
	return <-r.result
}

func (b *buffer) answer(ctx context.Context) {
	n, _ := b.load(ctx)
	for _, r := range b.waiting {
		r.result <- n
		close(r.result)
	}
}

type process struct{ wait chan struct{} }

type builder struct {
	process *process
	status  string
	delay   time.Duration
	start   func(ctx context.Context) *process
}

// The process has been started, and somebody has to see its end.
func (b *builder) build(ctx context.Context) {
	b.process = b.start(ctx)
	b.status = "running"
	time.Sleep(b.delay) // want none "leaving there would skip go func"
	go func() {
		<-b.process.wait
		b.status = "stopped"
	}()
}
