package p

import (
	"context"
	"errors"
	"os"
	"time"
)

var errBusy = errors.New("busy")

func acquire(ctx context.Context, id string) (context.Context, context.CancelFunc, error) {
	if id == "" {
		return nil, nil, errBusy
	}
	c, cancel := context.WithTimeout(ctx, time.Second)
	return c, cancel, nil
}

func compared(ctx context.Context, id string) error {
	c, done, err := acquire(ctx, id)
	if err == errBusy || os.IsNotExist(err) {
		return nil
	}
	var failed *os.PathError
	if errors.As(err, &failed) {
		return failed
	}
	if err != nil {
		return err
	}
	defer done()
	return work(c)
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
