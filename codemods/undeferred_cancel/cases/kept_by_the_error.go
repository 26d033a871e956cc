package fetch

import (
	"context"
	"fmt"
	"time"
)

type stopped struct{ ctx context.Context }

func (s *stopped) Error() string { return fmt.Sprint("stopped: ", context.Cause(s.ctx)) }

// The error asks the context when it is printed.
func stop(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "it is returned"
	if work(ctx) == nil {
		return nil
	}
	return &stopped{ctx}
}

func stopLater(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want none "it is returned"
	s := &stopped{ctx: ctx}
	if work(ctx) == nil {
		return nil
	}
	return s
}

type failed struct{ what string }

func (f *failed) Error() string { return f.what }

// This one knows all it has to say.
func fail(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "discarded"
	return &failed{what: fmt.Sprint(work(ctx))}
}

func work(ctx context.Context) error { return ctx.Err() }
