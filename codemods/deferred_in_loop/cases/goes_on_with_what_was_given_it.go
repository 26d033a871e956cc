package fetch

import (
	"context"
	"time"
)

// Nobody can read whether it keeps what it is given.
type cursor interface {
	Init(ctx context.Context) error
	Next() bool
}

func rows(ctx context.Context, open func() cursor, names <-chan string) (n int) {
	for range names {
		c := open()
		initCtx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel() // want safe "deferred in a loop"
		if c.Init(initCtx) != nil {
			continue
		}
		for c.Next() {
			n++
		}
		println(n)
	}
	return n
}
