package transport

import (
	"context"
	"time"
)

type stream struct{ ctx context.Context }

func (s *stream) write(text string) { println(text, s.ctx.Err() == nil) }

type transport struct{}

func (t *transport) handle(ctx context.Context, start func(*stream)) {
	s := &stream{ctx: ctx}
	start(s)
}

// The goroutine goes on with the stream when the function has ended.
func check(t *transport) {
	ctx, _ := context.WithTimeout(context.Background(), time.Second) // want none "used by a goroutine that is not waited for"
	t.handle(ctx, func(s *stream) { go s.write("done") })
}
