package fetch

import "context"

func poll(parent context.Context, names <-chan string) {
	ctx, cancel := context.WithCancel(parent)
	_ = cancel
	for {
		work(ctx, <-names)
	}
}

func pollTrue(parent context.Context, names <-chan string) {
	ctx, cancel := context.WithCancel(parent)
	_ = cancel
	for true {
		work(ctx, <-names)
	}
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
