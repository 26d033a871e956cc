package store

import "context"

type client interface {
	Get(ctx context.Context, id string) (string, error)
}

func fetch(
	c client,
	id string,
) (string, error) {
	return c.Get(context.TODO(), id) // want unsafe "fetch makes a context of its own"
}

func show(ctx context.Context, c client) error {
	println(ctx.Err() == nil)
	text, err := fetch(
		c,
		"a",
	)
	println(text)
	return err
}
