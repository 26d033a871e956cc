package containers

import (
	"context"
	"errors"
	"time"
)

var errTimedOut = errors.New("timed out")

// Its limit is that of the loop, whose end has an error of its own.
func waitFor(parent func() context.Context, probe func(ctx context.Context) error, limit time.Duration) error {
	interval := 500 * time.Millisecond
	ctx, cancel := context.WithTimeout(parent(), limit)
	defer cancel()
	start := time.Now()
	for time.Since(start) < limit {
		if err := probe(ctx); err == nil {
			return nil
		}
		interval *= 2
		if left := limit - time.Since(start); interval > left {
			interval = left
		}
		time.Sleep(interval)
	}
	return errTimedOut
}
