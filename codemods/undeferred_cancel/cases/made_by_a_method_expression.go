package store

import (
	"context"
	"time"
)

type base struct{ d time.Duration }

func (b *base) op(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, b.d)
}

func op(ctx context.Context, b *base) error {
	opCtx, _ := (*base).op(b, ctx) // want safe "the release of opCtx is discarded"
	<-opCtx.Done()
	return opCtx.Err()
}

func opReleased(ctx context.Context, b *base) error {
	opCtx, cancel := (*base).op(b, ctx)
	defer cancel()
	<-opCtx.Done()
	return opCtx.Err()
}
