package lease

import (
	"context"
	"errors"
)

var errHalt = errors.New("halt")

type keeper interface {
	KeepAlive(ctx context.Context, id int64) error
}

// It is for the caller's end that this is given a context.
func isHalt(ctx context.Context, err error) bool {
	if ctx.Err() != nil {
		return true
	}
	return errors.Is(err, errHalt)
}

func keep(ctx context.Context, k keeper, id int64) error {
	for {
		err := k.KeepAlive(ctx, id)
		if err == nil {
			return nil
		}
		if isHalt(context.Background(), err) { // want unsafe "isHalt gets"
			return err
		}
	}
}
