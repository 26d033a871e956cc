package fetch

import (
	"context"
	"errors"
	"time"
)

func fetch(parent context.Context, user, key string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second) // want safe "not released|return"
	if user == "" {
		return errors.New("no user")
	}
	if key == "" {
		return errors.New("no key")
	}
	if err := work(ctx, user); err != nil {
		return err
	}
	if err := work(ctx, key); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	cancel()
	return nil
}

func work(ctx context.Context, text string) error {
	println(text)
	return ctx.Err()
}
