package live

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

type backend struct {
	wg   sync.WaitGroup
	tick time.Duration
}

func connect(ctx context.Context, b *backend) (*sync.WaitGroup, error) {
	if b.tick <= 0 {
		return nil, errors.New("no interval")
	}
	b.wg.Add(1)
	go func() {
		defer b.wg.Done()
		b.run(ctx)
	}()
	return &b.wg, nil
}

func (b *backend) run(ctx context.Context) {
	ticker := time.NewTicker(b.tick)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			fmt.Println("still there")
		}
	}
}

// Nothing goes on where the start has failed.
func doIt(b *backend, work func() int) int {
	ctx, cancel := context.WithCancel(context.Background()) // want unsafe "is not called when line 48 returns"
	wg, err := connect(ctx, b)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer wg.Wait()
	defer cancel()
	return work()
}

// What has begun may be meant to go on.
func keep(b *backend, isChild bool, work func() int) int {
	ctx, cancel := context.WithCancel(context.Background()) // want none "would cut that off"
	wg, err := connect(ctx, b)
	if err != nil {
		cancel()
		return 1
	}
	if isChild {
		return 0
	}
	defer wg.Wait()
	defer cancel()
	return work()
}

func main() {
	b := &backend{tick: time.Second}
	os.Exit(doIt(b, func() int { return keep(b, false, func() int { return 0 }) }))
}
