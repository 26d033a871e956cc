package start

import "context"

type span interface{ End() }

type engine interface {
	Start(ctx context.Context, id string) error
	StartSpan(ctx context.Context, name string) span
	StartTask(ctx context.Context, name string) (context.Context, error)
}

type wrapper struct{ inner engine }

func (w *wrapper) run(ctx context.Context, id string) (string, error) {
	s := w.inner.StartSpan(context.Background(), "run") // want unsafe "StartSpan gets"
	defer s.End()
	return id, ctx.Err()
}

// What it starts was to be started under this context.
func (w *wrapper) Start(ctx context.Context, id string) error {
	return w.inner.Start(context.Background(), id) // want unsafe "may be kept by w.inner.Start"
}

func (w *wrapper) task(ctx context.Context, id string) error {
	taskCtx, err := w.inner.StartTask(context.Background(), "task "+id) // want unsafe "StartTask gets"
	if err != nil {
		return err
	}
	return use(taskCtx, id)
}

// It may go on.
func (w *wrapper) begin(ctx context.Context, id string) error {
	return w.inner.Start(context.Background(), id)
}

func use(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
