package fetch

import (
	"context"
	"log"
	"os"
	"time"
)

type guard struct{}

func (guard) die(err error) { panic(err) }

func fatal(err error) {
	log.Print(err)
	os.Exit(1)
}

func leavesOtherwise(parent context.Context, g guard) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	if err := work(ctx); err != nil {
		fatal(err)
	}
	if err := work(ctx); err != nil {
		g.die(err)
	}
	cancel()
}

func fallsThrough(parent context.Context, n int) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	switch n {
	case 0:
		cancel()
	case 1:
		fallthrough
	case 2:
		defer cancel()
	default:
		cancel()
	}
	return work(ctx)
}

func inALiteralCalledAtOnce(parent context.Context) (err error) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	func() {
		defer cancel()
		err = work(ctx)
	}()
	return err
}

func underAnotherName(parent context.Context, loud bool) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	stop := cancel
	if loud {
		stop = func() {
			log.Print("stop")
			cancel()
		}
	}
	defer stop()
	return work(ctx)
}

func nothingToReleaseByDefault(parent context.Context, limit time.Duration) error {
	ctx, cancel := parent, context.CancelFunc(func() {})
	if limit > 0 {
		ctx, cancel = context.WithTimeout(parent, limit)
	}
	defer cancel()
	return work(ctx)
}

func latest(parent context.Context, in <-chan int, run func(context.Context, int)) {
	cancel := func() {}
	for v := range in {
		cancel()
		ctx, stop := context.WithCancel(parent)
		cancel = stop
		go run(ctx, v)
	}
	cancel()
}

func work(ctx context.Context) error { return ctx.Err() }
