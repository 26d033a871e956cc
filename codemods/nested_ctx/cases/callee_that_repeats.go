package watch

import (
	"context"
	"errors"
	"log"
	"time"
)

func repeat(every time.Duration, stop <-chan struct{}, f func() error) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := f(); err != nil {
			return err
		}
		select {
		case <-stop:
			return nil
		case <-tick.C:
		}
	}
}

func repeatQuietly(every time.Duration, stop <-chan struct{}, f func() error) {
	if err := repeat(every, stop, f); err != nil {
		log.Print(err)
	}
}

func resolve(ctx context.Context, addrs []string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(len(addrs))):
		return nil
	}
}

func watch(ctx context.Context, every time.Duration, addrs []string) error {
	var cancel context.CancelFunc
	err := repeat(every, ctx.Done(), func() error {
		ctx, cancel = context.WithTimeout(ctx, every) // want none "grows with each call, and ends with the first of them"
		defer cancel()
		if err := resolve(ctx, addrs); err != nil {
			log.Print("failed to resolve: ", err)
		}
		return nil
	})
	return errors.Join(err, ctx.Err())
}

func watchQuietly(ctx context.Context, stop <-chan struct{}, every time.Duration, addrs []string) {
	var cancel context.CancelFunc
	repeatQuietly(every, stop, func() error {
		ctx, cancel = context.WithTimeout(ctx, every) // want unsafe "grows with each call"
		defer cancel()
		return resolve(ctx, addrs)
	})
}
