package poll

import "context"

type poller struct {
	ctx context.Context
	out chan string
}

func newPoller(ctx context.Context) *poller {
	return &poller{ctx: ctx, out: make(chan string)}
}

func (p *poller) put(ctx context.Context, s string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-p.ctx.Done():
		return p.ctx.Err()
	case p.out <- s:
		return nil
	}
}
