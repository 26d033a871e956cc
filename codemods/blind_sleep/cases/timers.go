package poll

import (
	"context"
	"time"
)

func after(ctx context.Context, try func(context.Context) error) error {
	for {
		if err := try(ctx); err == nil {
			return nil
		}
		<-time.After(time.Second) // want unsafe "^<-time.After\\(time.Second\\) does not look at .{3}: when that has ended, each round still waits to the end$"
	}
}

type poller struct{ ticker *time.Ticker }

func (p *poller) run(ctx context.Context, poll func(context.Context)) {
	for {
		<-p.ticker.C // want unsafe "^<-p.ticker.C does not look at .{3}: when that has ended, each round still waits"
		poll(ctx)
	}
}

func once(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	<-timer.C // want unsafe "the function still waits to the end"
	return nil
}
