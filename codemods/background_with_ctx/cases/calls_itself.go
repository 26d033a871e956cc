package utxo

import (
	"context"
	"errors"
	"time"
)

var errReorg = errors.New("reorg")

type input struct {
	height  int64
	confirm func(height int64) (int64, error)
	renew   func(height int64) (*input, error)
}

// confirmations leaves its own context alone, also where it begins again.
func (i *input) confirmations(context.Context) (int64, error) {
	n, err := i.confirm(i.height)
	if errors.Is(err, errReorg) {
		renewed, err := i.renew(i.height)
		if err != nil {
			return -1, err
		}
		*i = *renewed
		return i.confirmations(context.Background())
	}
	return n, err
}

// await hands it on.
func (i *input) await(ctx context.Context, want int64) error {
	n, err := i.confirm(i.height)
	if err != nil {
		return err
	}
	if n >= want {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
	}
	return i.await(context.Background(), want) // want unsafe "await gets"
}
