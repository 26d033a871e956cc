package spread

import (
	"context"
	"sync"
	"time"
)

// spread makes one pair for all: whoever asks for it gets the same, and the last one releases it.
func spread(ctx context.Context, send func(context.Context, int), done func(func())) {
	both := sync.OnceValues(func() (context.Context, context.CancelFunc) {
		return context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	})
	remote := func() context.Context {
		ctx, _ := both()
		return ctx
	}
	done(func() {
		_, cancel := both()
		cancel()
	})
	for i := 0; i < 3; i++ {
		send(remote(), i)
	}
}
