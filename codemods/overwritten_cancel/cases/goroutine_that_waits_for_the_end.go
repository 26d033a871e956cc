package pubsub

import (
	"context"
	"fmt"
	"log"
	"sync"
)

type puller interface {
	Send(topic string) error
	Recv() (string, error)
	Context() context.Context
}

type client interface {
	Pull(ctx context.Context) (puller, error)
}

func pull(parent context.Context, c client, topic string, handle func(context.Context, string)) error {
	ctx, cancel := context.WithCancel(context.Background()) // want none "the goroutine of line 24 releases what the variable holds by then"

	var wg sync.WaitGroup
	go func() {
		<-parent.Done()
		wg.Wait()
		cancel()
	}()

	p, err := c.Pull(ctx)
	if err != nil {
		return fmt.Errorf("subscribe: %w", err)
	}

	streamCtx, cancel := context.WithCancel(p.Context())

	cleanup := func() {
		log.Print("closing ", topic)
		cancel()
	}
	if err := p.Send(topic); err != nil {
		cleanup()
		return fmt.Errorf("subscribe: %w", err)
	}
	go func() {
		defer cleanup()
		for {
			msg, err := p.Recv()
			if err != nil {
				return
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				handle(streamCtx, msg)
			}()
		}
	}()
	return nil
}
