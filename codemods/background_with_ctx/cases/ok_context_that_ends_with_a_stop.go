package input

import "context"

type signaller struct{ soft chan struct{} }

// SoftStopCtx gives a context that ends when the work is to stop.
func (s *signaller) SoftStopCtx(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(ctx, func() {})
	go func() {
		select {
		case <-s.soft:
		case <-ctx.Done():
		}
		stop()
		cancel()
	}()
	return ctx, cancel
}

type rows struct{ n int }

type input struct {
	signal *signaller
	rows   *rows
	cancel context.CancelFunc
}

func ping(ctx context.Context) error { return ctx.Err() }

func query(ctx context.Context, text string) (*rows, error) { return &rows{len(text)}, ctx.Err() }

func (i *input) Connect(ctx context.Context) (err error) {
	if err := ping(ctx); err != nil {
		return err
	}
	asked, cancel := i.signal.SoftStopCtx(context.Background())
	i.cancel = cancel
	i.rows, err = query(asked, "SELECT 1")
	return err
}

func (i *input) Refresh(ctx context.Context) (*rows, error) {
	if err := ping(ctx); err != nil {
		return nil, err
	}
	asked, cancel := i.signal.SoftStopCtx(context.Background())
	defer cancel()
	return query(asked, "SELECT 2")
}
