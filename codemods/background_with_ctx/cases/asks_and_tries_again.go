package discovery

import "context"

type client interface {
	Kinds(ctx context.Context, name string) ([]string, error)
	Fresh(ctx context.Context) bool
	Reset(ctx context.Context)
}

func kinds(ctx context.Context, c client, name string) ([]string, error) {
	found, err := c.Kinds(ctx, name)
	if len(found) == 0 && !c.Fresh(context.Background()) { // want unsafe "c.Fresh gets"
		c.Reset(context.Background()) // want unsafe "c.Reset gets"
		found, err = c.Kinds(ctx, name)
	}
	return found, err
}
