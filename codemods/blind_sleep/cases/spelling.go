package poll

import (
	"context"
	clock "time"
)

func wait(ctx context.Context, ready func(context.Context) bool, a, b clock.Duration) error {
	for !ready(ctx) {
		clock.Sleep( // want unsafe "each round still waits"
			a + // the least
				b,
		)
	}
	for !ready(ctx) {
		(clock.Sleep)(clock.Second)
		clock.Sleep(clock.Second) /* a little */ // want unsafe "each round still waits"
	}
	return nil
}
