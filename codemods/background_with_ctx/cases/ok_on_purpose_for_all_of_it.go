package status

import "context"

type client interface {
	Patch(ctx context.Context, name string) error
}

func persist(ctx context.Context, c client, name string) error {
	// The patches below deliberately stay on context.Background(): an end of the
	// reconciliation never aborts a durable write.
	println(ctx.Value("name"))
	if err := c.Patch(context.Background(), name); err != nil {
		println("again")
		// Once more, with less.
		return c.Patch(context.Background(), name[:1])
	}
	return nil
}
