package fetch

import "context"

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *session) Close() { s.cancel() }

// A release at the end would end what the session keeps.
func (s *session) open(parent context.Context, keep bool) error {
	ctx, cancel := context.WithCancel(parent) // want none "release it on the ways on which it is not handed over, as it is on line 16"
	if keep {
		s.ctx, s.cancel = ctx, cancel
	}
	return work(ctx)
}

// Here the ways do not meet.
func (s *session) openOrWork(parent context.Context, keep bool) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not called when line 28 returns"
	if keep {
		s.ctx, s.cancel = ctx, cancel
		return nil
	}
	return work(ctx)
}

func some(parent context.Context, names []string) (stops []func()) {
	for _, name := range names {
		ctx, cancel := context.WithCancel(parent) // want none "release it on the ways on which it is not handed over, as it is on line 35"
		if name != "" {
			stops = append(stops, cancel)
		}
		_ = work(ctx)
	}
	return stops
}

func others(parent context.Context, names []string) (stops []func()) {
	for _, name := range names {
		ctx, cancel := context.WithCancel(parent) // want safe "not called when an iteration ends"
		if name != "" {
			stops = append(stops, cancel)
			continue
		}
		_ = work(ctx)
	}
	return stops
}

func work(ctx context.Context) error { return ctx.Err() }
