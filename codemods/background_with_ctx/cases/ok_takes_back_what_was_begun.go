package perturb

import (
	"context"
	"time"
)

type network struct{}

func (n *network) Disconnect(ctx context.Context, node string) error { return ctx.Err() }

func (n *network) Reconnect(ctx context.Context, node string) error { return ctx.Err() }

func perturb(ctx context.Context, n *network, node string, wait func(context.Context) error) error {
	// in any case
	if err := n.Disconnect(context.WithoutCancel(ctx), node); err != nil {
		return err
	}
	timer := time.NewTimer(time.Second)
	<-timer.C
	if err := n.Reconnect(context.Background(), node); err != nil {
		return err
	}
	return wait(ctx)
}
