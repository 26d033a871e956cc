package discover

import (
	"context"
	"time"
)

// A Hook is told when the program begins and ends.
type Hook struct{ OnStop func(context.Context) error }

type Lifecycle interface{ Append(h Hook) }

type Notifee interface{ Found(peer string) }

type finder struct {
	ctx  context.Context
	seen int
}

func newFinder(mctx context.Context, lc Lifecycle) *finder {
	return &finder{ctx: untilStop(mctx, lc)}
}

func (f *finder) Found(peer string) {
	ctx, cancel := context.WithTimeout(f.ctx, time.Second)
	defer cancel()
	if err := connect(ctx, peer); err != nil {
		println(err.Error())
	}
	f.seen++
}

func untilStop(mctx context.Context, lc Lifecycle) context.Context {
	ctx, cancel := context.WithCancel(mctx)
	lc.Append(Hook{OnStop: func(context.Context) error {
		cancel()
		return nil
	}})
	return ctx
}

func connect(ctx context.Context, peer string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(peer)
		return nil
	}
}

func search(mctx context.Context, lc Lifecycle, register func(Notifee)) {
	register(newFinder(mctx, lc))
}
