package iam

import (
	"context"
	"time"
)

func load(ctx context.Context, read func(context.Context) error, retries int) error {
retry:
	err := read(ctx)
	if err != nil && retries > 0 {
		retries--
		time.Sleep(500 * time.Millisecond) // want unsafe "the function still waits to the end"
		goto retry
	}
	return err
}
