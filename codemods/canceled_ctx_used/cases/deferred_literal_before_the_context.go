package fetch

import "context"

// The literal reads ctx when all is over.
func fetch(parent context.Context) error {
	var ctx context.Context
	defer func() {
		flush(ctx) // want none "cancel is deferred later, on line 12, and so runs earlier"
	}()
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	return work(ctx)
}

// Here it may be another one.
func fetchSome(parent context.Context, all bool) error {
	ctx := parent
	defer func() {
		flush(ctx)
	}()
	if all {
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(parent)
		defer cancel()
	}
	return work(ctx)
}

// An argument is what it was.
func fetchFirst(parent context.Context) error {
	ctx := parent
	defer flush(ctx)
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	return work(ctx)
}

func flush(ctx context.Context) { println(ctx.Err()) }

func work(ctx context.Context) error { return ctx.Err() }
