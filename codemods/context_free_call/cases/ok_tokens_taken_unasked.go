package pool

import "context"

type sem struct{ tokens chan struct{} }

func (s *sem) take(n int) error {
	for range n {
		s.tokens <- struct{}{}
	}
	return nil
}

func (s *sem) takeContext(ctx context.Context, n int) error {
	for range n {
		select {
		case s.tokens <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (s *sem) give(n int) {
	for range n {
		<-s.tokens
	}
}

type pool struct{ s *sem }

func (p *pool) exclusive(ctx context.Context, work func(context.Context) error) error {
	p.s.take(cap(p.s.tokens))
	defer p.s.give(cap(p.s.tokens))
	return work(ctx)
}

func (p *pool) one(ctx context.Context, work func(context.Context) error) error {
	_ = p.s.take(1)
	defer p.s.give(1)
	return work(ctx)
}
