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

// Whether or not the parts could be put together, they go.
func compose(ctx context.Context, whole, part *object) error {
	_, err := whole.Compose(ctx, part.name)

	deleting, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if failed := part.Delete(deleting); failed != nil {
		println(failed.Error())
	}
	return err
}
