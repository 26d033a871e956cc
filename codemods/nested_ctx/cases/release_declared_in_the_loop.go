package attempts

import (
	"context"
	"time"
)

func attempts(ctx context.Context, try func(context.Context) error) error {
	var err error
	for range 3 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Second) // want unsafe "the chain grows with each round"
		err = try(ctx)
		cancel()
		if err == nil {
			return nil
		}
	}
	return err
}
