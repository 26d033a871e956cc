package poll

import "context"

type poller struct {
	ctx  context.Context // want none "embeds"
	name string
}

type repeater struct {
	*poller
	times int
}

func (r *repeater) poll(ctx context.Context) error {
	if ctx.Err() != nil || r.times == 0 {
		return ctx.Err()
	}
	return work(r.ctx, r.name)
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
