package fetch

import (
	"context"
	"time"
)

type feed interface {
	StartPolling(ctx context.Context) error
}

func beginAll(parent context.Context, feeds []feed) error {
	for _, f := range feeds {
		ctx, _ := context.WithTimeout(parent, time.Hour) // want unsafe "which a release in each iteration ends"
		if err := f.StartPolling(ctx); err != nil {
			return err
		}
	}
	return nil
}

func begin(parent context.Context, f feed) error {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want unsafe "which a deferred release ends"
	return f.StartPolling(ctx)
}
