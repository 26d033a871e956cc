package pool

import "context"

type client interface {
	Ping(ctx context.Context, addr string) error
	Keep(ctx context.Context, addr string) error
}

func open(ctx context.Context, c client, addr string) error {
	if err := c.Ping(ctx, addr); err != nil {
		return err
	}
	// As we share these between callers we need to decouple
	// them from the current one.
	return c.Keep(context.Background(), addr)
}
