package limiter

import (
	"context"
	"time"
)

func limit(ctx context.Context, ask func(context.Context) (time.Duration, error)) (time.Duration, error) {
	wait, err := ask(ctx)
	if err == nil {
		time.Sleep(wait) // want unsafe "still waits"
	}
	return wait, err
}
