package beat

import (
	"context"
	"log"
	"sync/atomic"
	"time"
)

type beat struct {
	stopped  atomic.Bool
	finished bool
}

func (b *beat) Stop() { b.stopped.Store(true) }

func (b *beat) Run(ctx context.Context, send func(context.Context) error) {
	go func() {
		for {
			if b.stopped.Load() {
				return
			}
			if err := send(ctx); err != nil {
				log.Print(err)
			}
			time.Sleep(time.Second)
		}
	}()
	go func() {
		for {
			if b.finished {
				break
			}
			if err := send(ctx); err != nil {
				log.Print(err)
			}
			time.Sleep(time.Second)
		}
	}()
}
