package p

import (
	"context"
	"time"
)

func all(parent context.Context, urls []string) error {
	for _, url := range urls {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want safe "live on until the function ends"
		if err := fetch(ctx, url); err != nil {
			return err
		}
	}
	return nil
}

func fetch(ctx context.Context, url string) error {
	_ = url
	return ctx.Err()
}
