package poll

import "context"

type request struct {
	ctx  context.Context
	done chan error
}

func ask(ctx context.Context, requests chan<- *request) error {
	r := &request{ctx: ctx, done: make(chan error, 1)}
	requests <- r
	return <-r.done
}

func serve(requests <-chan *request) {
	for r := range requests {
		r.done <- r.ctx.Err()
	}
}
