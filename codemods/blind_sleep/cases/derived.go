package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, try func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel()
	for {
		if err := try(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
}
