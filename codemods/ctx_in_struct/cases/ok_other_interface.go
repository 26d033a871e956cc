package poll

import "context"

type done interface{ Done() <-chan struct{} }

type Context interface {
	context.Context
	User() string
}

type defined context.Context

type poller struct {
	quit done
	user Context
	old  defined
}

func (p *poller) poll(ctx context.Context) error {
	select {
	case <-p.quit.Done():
	case <-p.user.Done():
	case <-p.old.Done():
	}
	return ctx.Err()
}
