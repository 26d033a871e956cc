package fetch

import (
	"context"
	"time"
)

type store interface {
	Exec(ctx context.Context, query string) error
}

// The loop ends with it.
func last(parent context.Context, s store, queries []string) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	for _, query := range queries {
		if s.Exec(ctx, query) == nil {
			cancel()
			break
		}
	}
	cancel()
}

// It looks whether it has ended.
func asked(parent context.Context, s store, queries []string) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	for _, query := range queries {
		if ctx.Err() != nil {
			return
		}
		s.Exec(ctx, query)
		cancel()
	}
}

// Each round has its own.
func each(parent context.Context, s store, queries []string) {
	for _, query := range queries {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		s.Exec(ctx, query)
		cancel()
	}
}
