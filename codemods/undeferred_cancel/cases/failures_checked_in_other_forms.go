package p

import (
	"context"
	"errors"
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

func succeeds(ctx context.Context, id string) error {
	c, _, err := acquire(ctx, id) // want safe "the release of c is discarded"
	if err == nil {
		err = work(c)
	}
	return err
}

func inSwitch(ctx context.Context, id string) error {
	c, _, err := acquire(ctx, id) // want safe "the release of c is discarded"
	switch {
	case errors.Is(err, errBusy):
		return nil
	case err != nil:
		return err
	}
	return work(c)
}

func kindFirst(ctx context.Context, id string) error {
	c, _, err := acquire(ctx, id) // want safe "the release of c is discarded"
	if errors.Is(err, errBusy) {
		return nil
	}
	if err != nil {
		return err
	}
	return work(c)
}

func goesOn(ctx context.Context, id string) error {
	c, _, err := acquire(ctx, id) // want none "release it once its error is known to be nil"
	if errors.Is(err, errBusy) {
		return nil
	}
	return work(c)
}

func wrongWay(ctx context.Context, id string) error {
	c, done, err := acquire(ctx, id) // want safe "when line 64 returns"
	if err != nil {
		return err
	}
	err = work(c)
	if errors.Is(err, errBusy) {
		return nil
	}
	done()
	return err
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
