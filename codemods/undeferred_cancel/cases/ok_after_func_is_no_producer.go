package fetch

import "context"

func fetch(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { println("gone") })
	_ = stop
	return ctx.Err()
}
