package remote

import "context"

type runs struct{ forced context.Context }

func (r *runs) Cancel(ctx context.Context, id string) error { return ctx.Err() }

func wait(ctx context.Context, r *runs, id string, follow func(context.Context) error) error {
	force := func() {
		if err := r.Cancel(context.Background(), id); err != nil {
			println(err.Error())
		}
	}
	stop := func() {
		select {
		case <-r.forced.Done():
			force()
		default:
		}
	}
	select {
	case <-r.forced.Done():
		stop()
		force()
		return r.forced.Err()
	default:
		return follow(ctx)
	}
}
