package fetch

import (
	"context"
	"time"
)

func bounded(parent context.Context, do func(context.Context) error) error {
	ctx, _ := context.WithTimeout(parent, time.Second) // want unsafe "not released|discarded"
	return do(ctx)
}
