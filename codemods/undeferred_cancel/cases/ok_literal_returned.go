package fetch

import "context"

type session struct{ ctx context.Context }

func open(parent context.Context, name string) (*session, func()) {
	ctx, cancel := context.WithCancel(parent)
	s := &session{ctx: ctx}
	return s, func() {
		println("closing", name)
		cancel()
	}
}
