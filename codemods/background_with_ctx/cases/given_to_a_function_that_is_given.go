package db

import "context"

type tx struct{ n int }

type cluster struct{ keep []context.Context }

func retry(ctx context.Context, f func(ctx context.Context) error) error {
	for range 3 {
		if err := f(ctx); err == nil {
			return nil
		}
	}
	return ctx.Err()
}

func (c *cluster) Transaction(ctx context.Context, f func(ctx context.Context, t *tx) error) error {
	return retry(ctx, func(ctx context.Context) error {
		return f(ctx, &tx{})
	})
}

func load(ctx context.Context, t *tx) error { return ctx.Err() }

func work(ctx context.Context, c *cluster) error {
	return c.Transaction(context.TODO(), func(ctx context.Context, t *tx) error { // want unsafe "c.Transaction gets .* has given up$"
		return load(ctx, t)
	})
}

// What the function does with the context is known where it is written.
func keep(ctx context.Context, c *cluster) error {
	return c.Transaction(context.TODO(), func(ctx context.Context, t *tx) error {
		c.keep = append(c.keep, ctx)
		return nil
	})
}

func workWith(ctx context.Context, c *cluster) error {
	return c.Transaction(context.TODO(), load) // want unsafe "c.Transaction gets .* has given up$"
}

func workBy(ctx context.Context, c *cluster, f func(ctx context.Context, t *tx) error) error {
	return c.Transaction(context.TODO(), f) // want unsafe "c.Transaction gets .* has given up$"
}
