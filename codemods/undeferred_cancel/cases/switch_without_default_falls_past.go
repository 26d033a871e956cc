package fetch

import "context"

func fetch(parent context.Context, kind int) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|return"
	err := work(ctx)
	switch kind {
	case 1:
		cancel()
	case 2:
		fallthrough
	case 3:
		cancel()
	}
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
