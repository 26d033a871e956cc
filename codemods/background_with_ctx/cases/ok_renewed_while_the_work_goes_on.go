package lease

import (
	"context"
	"log"
	"sync"
	"time"
)

type queue struct{}

func (queue) Renew(ctx context.Context, key string) error { return ctx.Err() }

func work(ctx context.Context) error { return ctx.Err() }

func Run(ctx context.Context, q queue) error {
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case err := <-done:
			return err
		case <-ticker.C:
			if err := q.Renew(context.Background(), "job"); err != nil {
				log.Print(err)
			}
		}
	}
}

func Joined(ctx context.Context, q queue) error {
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-stop:
				return
			case <-ticker.C:
				if err := q.Renew(context.Background(), "job"); err != nil {
					log.Print(err)
				}
			}
		}
	}()
	err := work(ctx)
	close(stop)
	wg.Wait()
	return err
}
