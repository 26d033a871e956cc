package p

import (
	"context"
	"errors"
	"time"
)

func acquire(ctx context.Context) (context.Context, context.CancelFunc, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	c, cancel := context.WithTimeout(ctx, time.Second)
	return c, cancel, nil
}

func called(ctx context.Context) (err error) {
	var c context.Context
	var done context.CancelFunc
	if c, done, err = acquire(ctx); err != nil { // want safe "when line 24 returns"
		return err
	}
	if c.Err() != nil {
		return errors.New("late")
	}
	done()
	return nil
}

func dropped(ctx context.Context) (err error) {
	var c context.Context
	if c, _, err = acquire(ctx); err != nil { // want safe "the release of c is discarded"
		return err
	}
	return c.Err()
}
