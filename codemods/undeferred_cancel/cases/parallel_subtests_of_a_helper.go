package check

import (
	"context"
	"testing"
	"time"
)

// The subtests start when the function that t is for has ended.
func RunAll(t *testing.T, parent context.Context, names ...string) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := work(ctx); err != nil {
				t.Error(err)
			}
		})
	}
}

func work(ctx context.Context) error { return ctx.Err() }
