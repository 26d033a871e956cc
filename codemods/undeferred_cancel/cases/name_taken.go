package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, cancel <-chan struct{}) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	select {
	case <-cancel:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
