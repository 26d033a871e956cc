package fetch

import (
	"context"
	"errors"
	"time"
)

func asIfNil(parent context.Context) error {
	if ctx, _, err := bounded(parent, time.Second); err == nil { // want safe "discarded"
		return work(ctx)
	}
	return nil
}

func asIfFailed(parent context.Context) error {
	if ctx, _, err := bounded(parent, time.Second); err != nil { // want safe "discarded"
		return err
	} else if err := work(ctx); err != nil {
		return err
	}
	return nil
}

func asIfFailedElse(parent context.Context) (err error) {
	if ctx, _, err := bounded(parent, time.Second); err != nil { // want safe "discarded"
		return err
	} else {
		err = work(ctx)
	}
	return err
}

// Where the producer has failed, its release may be nil.
func asOther(parent context.Context) error {
	if ctx, _, err := bounded(parent, time.Second); err == nil && ctx != parent { // want none "once its error is known to be nil"
		return work(ctx)
	}
	return nil
}

func asCases(parent context.Context) error {
	switch ctx, _, err := bounded(parent, time.Second); { // want none "once its error is known to be nil"
	case err != nil:
		return err
	default:
		return work(ctx)
	}
}

func perRound(parent context.Context, limits []time.Duration) error {
	for _, limit := range limits {
		ctx, _, err := bounded(parent, limit) // want safe "discarded"
		if err != nil {
			continue
		}
		if err := work(ctx); err != nil {
			return err
		}
	}
	return nil
}

func perRoundUnlessFailed(parent context.Context, limits []time.Duration) {
	for _, limit := range limits {
		ctx, _, err := bounded(parent, limit) // want none "once its error is known to be nil"
		if err == nil {
			work(ctx)
		}
	}
}

func bounded(parent context.Context, limit time.Duration) (context.Context, context.CancelFunc, error) {
	if limit < 0 {
		return nil, nil, errors.New("negative limit")
	}
	ctx, cancel := context.WithTimeout(parent, limit)
	return ctx, cancel, nil
}

func work(ctx context.Context) error { return ctx.Err() }
