package fetch

import (
	"context"
	"time"
)

// Nobody can read whether it keeps what it is given.
type cursor interface {
	Init(ctx context.Context) error
	Size(ctx context.Context) int
	Next() bool
}

func rows(ctx context.Context, c cursor, limit time.Duration) (n int) {
	initCtx, cancel := context.WithTimeout(ctx, limit) // want safe "assigned again on line 21"
	if c.Init(initCtx) != nil {
		cancel()
		return 0
	}
	initCtx, cancel = context.WithTimeout(ctx, limit)
	defer cancel()
	for c.Next() && initCtx.Err() == nil {
		n++
	}
	return n
}

// It is given another.
func client(ctx context.Context, c cursor, limit time.Duration) int {
	ctx1, cancel := context.WithTimeout(ctx, limit) // want safe "assigned again on line 36"
	if c.Init(ctx1) != nil {
		cancel()
		return 0
	}
	ctx2, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return c.Size(ctx2)
}
