package worker

import "context"

func run(step func(context.Context)) error {
	ctx := context.Background()
	step(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for range 3 {
		println(ctx.Err())
	}
	return nil
}
