package fetch

import "context"

func Prefetch(ctx context.Context, ids []string) error {
	return fetch(
		// The ctx is canceled when the handler returns, and this is not waited for.
		context.Background(),
		ids,
	)
}

func Again(ctx context.Context, ids []string) error {
	return fetch(
		context.Background(), // goes on when it is canceled
		ids,
	)
}

func fetch(ctx context.Context, ids []string) error {
	println(len(ids))
	return ctx.Err()
}
