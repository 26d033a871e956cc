package download

import (
	"context"
	"sync"
)

type downloader struct {
	stop chan chan struct{}
	wg   sync.WaitGroup
	load func(context.Context)
}

// Start returns when it has begun.
func (d *downloader) Start(ctx context.Context) {
	go d.run(ctx)
}

func (d *downloader) run(context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	d.wg.Add(1)
	go d.loop(ctx)
	done := <-d.stop
	cancel()
	d.wg.Wait()
	close(done)
}

func (d *downloader) loop(ctx context.Context) {
	defer d.wg.Done()
	for ctx.Err() == nil {
		d.load(ctx)
	}
}
