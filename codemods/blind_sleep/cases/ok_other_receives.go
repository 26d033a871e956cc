package poll

import (
	"context"
	"time"
)

type clock struct{ C chan time.Time }

func drained(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(time.Hour)
	if !timer.Stop() {
		<-timer.C
	}
	return ctx.Err()
}

func atOnce(ctx context.Context) error {
	timer := time.NewTimer(0)
	<-timer.C
	return ctx.Err()
}

func own(ctx context.Context, c clock) error {
	<-c.C
	return ctx.Err()
}

func selected(ctx context.Context, t *time.Ticker, stop chan bool) {
	for ctx.Err() == nil {
		select {
		case <-t.C:
		case <-stop:
			return
		}
	}
}
