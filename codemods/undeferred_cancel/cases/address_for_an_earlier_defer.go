package store

import (
	"context"
	"time"
)

type store interface {
	Put(ctx context.Context, k string) error
	Flush(ctx context.Context) error
}

type srv struct {
	st  store
	err error
}

func (s *srv) flush(ctx *context.Context) { s.err = s.st.Flush(*ctx) }

func (s *srv) flushNow(ctx context.Context) { s.err = s.st.Flush(ctx) }

func (s *srv) Put(ctx context.Context, k string) error {
	defer s.flush(&ctx)
	ctx, _ = context.WithTimeout(ctx, time.Second) // want none "the function deferred on line 23 uses it when all is over"
	return s.st.Put(ctx, k)
}

// This one has the context of before.
func (s *srv) PutAll(ctx context.Context, k string) error {
	defer s.flushNow(ctx)
	ctx, _ = context.WithTimeout(ctx, time.Second) // want safe "discarded"
	return s.st.Put(ctx, k)
}
