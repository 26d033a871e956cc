package tool

import (
	"context"
	"time"
)

func ready(context.Context) error { return nil }

func silenced(ctx context.Context) error {
	for ready(ctx) != nil {
		time.Sleep(time.Second) //nolint:forbidigo
	}
	return nil
}

func approved(ctx context.Context) error {
	for ready(ctx) != nil {
		// Busy-wait is acceptable for a tool of developers.
		time.Sleep(time.Second)
	}
	return nil
}
