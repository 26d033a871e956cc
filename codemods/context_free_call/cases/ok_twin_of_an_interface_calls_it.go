package store

import "context"

type runner interface {
	Run() error
	RunContext(ctx context.Context) error
}

type logged struct{ next runner }

func (l logged) RunContext(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return l.next.Run()
}
