package pool

import (
	"context"
	"net/http"
	"time"
)

type slot struct{ ctx context.Context }

type Pool struct {
	items []slot
}

func (p *Pool) Arm(ctx context.Context, i int) {
	ctx, _ = context.WithTimeout(ctx, time.Hour) // want none "it is stored"
	it := &p.items[i]
	it.ctx = ctx
}

func (p *Pool) Use(i int) error { return p.items[i].ctx.Err() }

type answer struct{ resp *http.Response }

func get(ctx context.Context, c *http.Client, url string) (answer, error) {
	ctx, _ = context.WithTimeout(ctx, time.Minute) // want none "is returned"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return answer{}, err
	}
	var a answer
	p := &a
	p.resp, err = c.Do(req)
	return a, err
}

// The slot is the function's own, and ends with it.
func ask(ctx context.Context) error {
	ctx, _ = context.WithTimeout(ctx, time.Hour) // want safe "discarded"
	slots := make([]slot, 1)
	s := &slots[0]
	s.ctx = ctx
	return slots[0].ctx.Err()
}
