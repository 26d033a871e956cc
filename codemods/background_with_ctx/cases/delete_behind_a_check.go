package compose

import (
	"context"
	"time"
)

type object struct{ name string }

func (o *object) Compose(ctx context.Context, parts ...string) (int, error) {
	return len(parts), ctx.Err()
}

func (o *object) Delete(ctx context.Context) error { return ctx.Err() }

func compose(ctx context.Context, whole, part *object) error {
	_, err := whole.Compose(ctx, part.name)
	if err != nil {
		return err
	}
	deleting, cancel := context.WithTimeout(context.Background(), time.Second) // want unsafe "instead of the context ctx"
	defer cancel()
	return part.Delete(deleting)
}
