package retry

import (
	"context"
	"time"
)

func ready(context.Context) error { return nil }

func selects(ctx context.Context) error {
	for {
		if err := ready(ctx); err == nil {
			return nil
		}
		select { // want unsafe "each round still waits"
		case <-time.After(time.Minute):
		}
	}
}

func ticks(ctx context.Context, ticker *time.Ticker) (time.Time, error) {
	for t := range ticker.C { // want unsafe "the loop goes on"
		if ready(ctx) == nil {
			return t, nil
		}
	}
	return time.Time{}, nil
}
