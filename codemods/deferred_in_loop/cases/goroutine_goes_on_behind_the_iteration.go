package rpc

import (
	"context"
	"time"
)

type request struct {
	timeout time.Duration
	serve   func(ctx context.Context)
}

func serve(requests <-chan request) {
	for r := range requests {
		ctx := context.Background()
		if r.timeout > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, r.timeout)
			defer cancel() // want none "cancel is deferred in a loop.*no fix, as it is used by a goroutine that is not waited for .line 21.: release it where that ends"
		}
		go r.serve(ctx)
	}
}
