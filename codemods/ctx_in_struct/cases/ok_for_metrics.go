package sched

import "context"

type scheduler struct {
	mctx context.Context // metrics context
	n    int
}

func newScheduler(ctx context.Context) *scheduler { return &scheduler{mctx: ctx} }

func count(ctx context.Context, n int) { println(ctx.Value("tag"), n) }

func (s *scheduler) run() {
	s.n++
	count(s.mctx, s.n)
}
