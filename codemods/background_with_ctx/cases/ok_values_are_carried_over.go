package store

import (
	"context"
)

type spanKey struct{}

func withSpan(ctx context.Context, span any) context.Context {
	return context.WithValue(ctx, spanKey{}, span)
}

func spanOf(ctx context.Context) any { return ctx.Value(spanKey{}) }

func Copy(ctx context.Context, key string) ([]byte, error) {
	return load(withSpan(context.Background(), spanOf(ctx)), key)
}

// What was got from the one is put into the other, whatever the variables are called.
func publish(ctx context.Context, keys <-chan string) {
	span := spanOf(ctx)
	ctx = withSpan(context.Background(), span)
	for key := range keys {
		_, _ = load(ctx, key)
	}
}

func load(ctx context.Context, key string) ([]byte, error) {
	<-ctx.Done()
	return []byte(key), ctx.Err()
}

type span struct{ id string }

func (s *span) traceID() string { return s.id }

func startSpanWithTraceID(ctx context.Context, name, id string) (*span, context.Context) {
	return &span{id: id}, context.WithValue(ctx, spanKey{}, name)
}

// The trace goes on under its identity, wherever that came from.
func persist(ctx context.Context, s *span, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	_, own := startSpanWithTraceID(context.Background(), "persist", s.traceID())
	_, err := load(own, key)
	return err
}
