package dev

import "context"

type runner struct{}

func (runner) Build(ctx context.Context) error { return ctx.Err() }

func (runner) HasBuilt() bool { return true }

func (runner) Prune(ctx context.Context) error { return ctx.Err() }

// run prunes what it has built, also when it was interrupted.
func run(ctx context.Context, r runner) error {
	prune := func() {}
	defer func() {
		prune()
	}()
	for {
		if err := r.Build(ctx); err != nil {
			return err
		}
		if r.HasBuilt() {
			prune = func() {
				if err := r.Prune(context.Background()); err != nil {
					println(err.Error())
				}
			}
		}
	}
}
