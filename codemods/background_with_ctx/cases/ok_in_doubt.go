package exec

import "context"

func start(ctx context.Context, name string) error { return ctx.Err() }

func handle(ctx context.Context, name string, detach bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// TODO: maybe we should pass ctx here if we are not detaching?
	return start(context.Background(), name)
}
