package params

import (
	"context"
	"time"
)

type Params struct {
	Context context.Context
	timeout time.Duration
}

const defaultTimeout = 30 * time.Second

func NewParams() *Params {
	return &Params{timeout: defaultTimeout}
}

func NewParamsWithContext(ctx context.Context) *Params {
	return &Params{Context: ctx}
}

// A generator writes what stands first here.
func NewQuery() *Params {
	var ()
	return &Params{timeout: defaultTimeout}
}

func NewQueryWithContext(ctx context.Context) *Params {
	var ()
	return &Params{Context: ctx}
}

func (p *Params) WithName(string) *Params { return p }

// create has a limit that the twin would not give it.
func create(ctx context.Context, send func(*Params) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := send(NewQuery()); err != nil {
		return err
	}
	return send(NewParams().WithName("a"))
}
