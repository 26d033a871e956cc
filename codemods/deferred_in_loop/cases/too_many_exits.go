package fetch

import (
	"context"
	"time"
)

func fetch(parent context.Context, names []string) error {
	for _, name := range names {
		ctx, cancel := context.WithTimeout(parent, time.Second)
		defer cancel() // want none "make the iteration a function of its own"
		if err := work(ctx, name+"1"); err != nil {
			return err
		}
		if err := work(ctx, name+"2"); err != nil {
			return err
		}
		if err := work(ctx, name+"3"); err != nil {
			return err
		}
		if err := work(ctx, name+"4"); err != nil {
			return err
		}
		if err := work(ctx, name+"5"); err != nil {
			return err
		}
		if err := work(ctx, name+"6"); err != nil {
			return err
		}
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
