package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context) error {
	pingCtx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	if err := work(pingCtx); err != nil {
		return err
	}

	hctx, _ := context.WithTimeout(parent, time.Minute) // want safe "not released|discarded"
	if err := work(hctx); err != nil {
		return err
	}

	ctxTimeout, _ := context.WithTimeout(parent, time.Hour) // want safe "not released|discarded"
	if err := work(ctxTimeout); err != nil {
		return err
	}

	requestContext, _ := context.WithTimeout(parent, time.Hour) // want safe "not released|discarded"
	if err := work(requestContext); err != nil {
		return err
	}

	base, _ := context.WithCancel(parent) // want safe "not released|discarded"
	return work(base)
}

func work(ctx context.Context) error { return ctx.Err() }
