package channel

import "context"

type api interface {
	Wait(ctx context.Context, id string) error
	Load(ctx context.Context, id string) error
}

type accessor struct {
	long context.Context // want none "line 27 may run in a goroutine"
	api  api
}

func newAccessor(ctx context.Context, a api) *accessor { return &accessor{long: ctx, api: a} }

func (a *accessor) create(ctx context.Context, id string) error {
	if err := a.api.Load(ctx, id); err != nil {
		return err
	}
	go a.confirm(ctx, id)
	return nil
}

func (a *accessor) confirm(ctx context.Context, id string) { println(id, a.wait(ctx, id) == nil) }

func (a *accessor) wait(ctx context.Context, id string) error { return a.api.Wait(a.long, id) }

func (a *accessor) now(ctx context.Context, id string) error { return a.wait(ctx, id) }
