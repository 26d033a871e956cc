package audit

import "context"

type recorder struct {
	ctx  context.Context // want none "made on line 18, which not all"
	name string
}

func newRecorder(ctx context.Context, name string) *recorder {
	return &recorder{ctx: ctx, name: name}
}

func (r *recorder) record(line string) error { return work(r.ctx, r.name+line) }

// newService makes a service whose records are written whoever gives up.
func newService(ctx context.Context) *service {
	return &service{r: newRecorder(context.WithoutCancel(ctx), "records")}
}

type service struct{ r *recorder }

func (s *service) serve(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.r.record("served")
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
