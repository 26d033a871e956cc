package fetch

import (
	"context"
	"sync"
)

// At the end of the function the release would come behind the wait, which is for it.
func behind(ctx context.Context, check func() error) error {
	loopCtx, cancel := context.WithCancel(ctx) // want safe "is not called when line 19 returns"
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-loopCtx.Done()
	}()
	defer wg.Wait()
	if err := check(); err != nil {
		return err
	}
	cancel()
	return nil
}

// Here it comes before it.
func before(ctx context.Context, check func() error) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	loopCtx, cancel := context.WithCancel(ctx) // want safe "is not called when line 36 returns"
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-loopCtx.Done()
	}()
	if err := check(); err != nil {
		return err
	}
	cancel()
	return nil
}
