package batch

import (
	"context"
	"sync"
	"time"
)

func run(ctx context.Context, jobs []func(context.Context)) error {
	var wg sync.WaitGroup
	for _, job := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			job(ctx)
		}()
		// Not all at once.
		time.Sleep(time.Second) // want none "leaving there would skip wg.Wait\\(\\)"
	}
	wg.Wait()
	return ctx.Err()
}

func gather(ctx context.Context, job func(context.Context) int) (int, error) {
	results := make(chan int)
	go func() { results <- job(ctx) }()
	time.Sleep(time.Minute) // want none "leaving there would skip <-results"
	return <-results, nil
}
