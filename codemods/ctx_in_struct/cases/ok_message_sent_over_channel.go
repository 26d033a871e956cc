package poll

import "context"

type request struct {
	ctx   context.Context
	query string
	reply chan<- string
}

func ask(ctx context.Context, requests chan<- request, query string) string {
	reply := make(chan string, 1)
	requests <- request{ctx: ctx, query: query, reply: reply}
	return <-reply
}

func serve(requests <-chan request) {
	for r := range requests {
		if r.ctx.Err() == nil {
			r.reply <- r.query
		}
	}
}
