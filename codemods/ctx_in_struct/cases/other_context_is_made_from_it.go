package poll

import (
	"context"
	"time"
)

type poller struct {
	ctx context.Context // want unsafe "struct"
	out chan string
}

func newPoller() *poller {
	return &poller{ctx: context.Background(), out: make(chan string)}
}

func (p *poller) put(ctx context.Context, s string) error {
	println(ctx == nil)
	slow, cancel := context.WithTimeout(p.ctx, time.Second)
	defer cancel()
	select {
	case <-slow.Done():
		return slow.Err()
	case <-p.ctx.Done():
		return p.ctx.Err()
	case p.out <- s:
		return nil
	}
}
