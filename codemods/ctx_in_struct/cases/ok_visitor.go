package warp

import "context"

type visitor interface {
	Add(n int) error
}

type tx int

func (t tx) Visit(v visitor) error { return v.Add(int(t)) }

type verifier struct {
	ctx   context.Context
	check func(context.Context, int) error
}

// Add is called while Verify is.
func (v *verifier) Add(n int) error { return v.check(v.ctx, n) }

func Verify(ctx context.Context, t tx, check func(context.Context, int) error) error {
	return t.Visit(&verifier{ctx: ctx, check: check})
}
