package seed

import "context"

func trigger(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}

func announce(ctx context.Context, id string) error {
	failed := make(chan error)
	go func(ctx context.Context, id string) {
		failed <- trigger(context.Background(), id) // want unsafe "trigger gets"
	}(ctx, id)
	return <-failed
}
