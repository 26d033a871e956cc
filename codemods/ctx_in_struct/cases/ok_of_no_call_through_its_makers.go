package scrape

import (
	"context"
	"time"
)

type client struct {
	ctx context.Context
	url string
}

func newClient(ctx context.Context, url string) *client { return &client{ctx: ctx, url: url} }

func (c *client) read(buf []byte) (bool, error) {
	return len(buf) > len(c.url), get(c.ctx, c.url)
}

func get(ctx context.Context, url string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(url)
		return nil
	}
}

type scraper struct {
	ctx     context.Context
	cancel  context.CancelFunc
	read    func(buf []byte) (bool, error)
	stopped chan struct{}
}

func newScraper(url string) *scraper {
	ctx, cancel := context.WithCancel(context.Background())
	s := &scraper{ctx: ctx, cancel: cancel, stopped: make(chan struct{})}
	c := newClient(ctx, url)
	s.read = c.read
	return s
}

func (s *scraper) stop() {
	s.cancel()
	<-s.stopped
}
