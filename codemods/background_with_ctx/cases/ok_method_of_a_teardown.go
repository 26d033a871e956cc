package pipeline

import "context"

type teardown struct{ id string }

func (t *teardown) do(ctx context.Context) error {
	if err := finish(context.Background(), t.id); err != nil {
		return err
	}
	return ctx.Err()
}

func after(ctx context.Context, id string) error {
	t := &teardown{id: id}
	return t.do(context.Background())
}

func finish(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
