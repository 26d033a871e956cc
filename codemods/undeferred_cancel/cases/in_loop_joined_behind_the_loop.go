package fetch

import (
	"context"
	"sync"
	"time"
)

// Released in the iteration, the goroutines would be cut off before they are waited for.
func fetchAll(parent context.Context, names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		ctx, _ := context.WithTimeout(parent, time.Second) // want unsafe "discarded.*until the function ends"
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(ctx, name)
		}()
	}
	wg.Wait()
}

func work(ctx context.Context, name string) { println(name, ctx.Err()) }
