package db

import "context"

type tx struct{ ctx context.Context }

func newTx(ctx context.Context, begin func(context.Context) *tx) (*tx, error) {
	// The transaction lives longer than the call. txCancel is there for the caller
	// who gives up before it has begun.
	txCtx, txCancel := context.WithCancel(context.Background())
	begun := make(chan *tx, 1)
	go func() { begun <- begin(txCtx) }()
	select {
	case t := <-begun:
		return t, nil
	case <-ctx.Done():
		txCancel()
		return nil, ctx.Err()
	}
}
