package p

import (
	"context"
	"errors"
	"io"
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

func switched(ctx context.Context, id string) error {
	c, done, err := acquire(ctx, id)
	switch err {
	case nil:
	case io.EOF, errBusy:
		return nil
	default:
		return err
	}
	defer done()
	return work(c)
}

func typed(ctx context.Context, id string) error {
	c, done, err := acquire(ctx, id)
	switch err.(type) {
	case *os.PathError:
		return nil
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
