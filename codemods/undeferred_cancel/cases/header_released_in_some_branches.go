package fetch

import (
	"context"
	"time"
)

// Only the branches that lack it are given one.
func chain(parent context.Context, name string) string {
	if ctx, cancel := context.WithTimeout(parent, time.Second); work(ctx) == nil { // want safe "line 14"
		cancel()
		return name
	} else if work(ctx) == nil {
		return "again"
	}
	return ""
}

func last(parent context.Context) int {
	if ctx, cancel := context.WithTimeout(parent, time.Second); work(ctx) != nil { // want safe "line 21"
		return 1
	} else {
		println("done")
		cancel()
	}
	return 0
}

func clauses(parent context.Context, n int) error {
	switch ctx, cancel := context.WithTimeout(parent, time.Second); n { // want safe "line 36"
	case 1:
		err := work(ctx)
		cancel()
		return err
	case 2:
		return work(ctx)
	default:
		cancel()
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
