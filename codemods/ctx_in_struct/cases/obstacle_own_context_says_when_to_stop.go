package migrate

import "context"

type mover struct {
	ctx context.Context // want none "of its own that only says when"
	put func(context.Context, int) error
}

func newMover(ctx context.Context, put func(context.Context, int) error) *mover {
	return &mover{ctx: ctx, put: put}
}

func (m *mover) move(ctx context.Context, jobs <-chan int) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case job := <-jobs:
			if err := m.put(m.ctx, job); err != nil {
				return err
			}
		}
	}
}

var last *mover

func run(ctx context.Context, put func(context.Context, int) error, jobs <-chan int) error {
	m := newMover(ctx, put)
	last = m
	stop, cancel := context.WithCancel(ctx)
	defer cancel()
	return m.move(stop, jobs)
}
