package store

import (
	"context"
	"time"
)

type base struct{ d time.Duration }

func (b *base) op(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, b.d)
}

func (b *base) name(ctx context.Context) (string, error) { return b.d.String(), ctx.Err() }

func op(ctx context.Context, b *base) error {
	opCtx, cancel := (*base).op(b, ctx)
	defer cancel()
	<-opCtx.Done()
	return opCtx.Err()
}

func name(ctx context.Context, b *base) error {
	_, err := (*base).name(b, ctx)
	return err
}
