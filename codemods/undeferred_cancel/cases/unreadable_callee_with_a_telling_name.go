package fetch

import (
	"context"
	"time"
)

type poller interface {
	StartPolling(ctx context.Context) error
}

func begin(parent context.Context, p poller) error {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want unsafe "not released|discarded"
	return p.StartPolling(ctx)
}
