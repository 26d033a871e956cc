package feed

import "context"

func send(ctx context.Context, text string) error {
	println(text)
	return ctx.Err()
}

func run(ctx context.Context, in <-chan string) error {
	done := ctx.Done()
	for {
		select {
		case s := <-in:
			if err := send(ctx, s); err != nil {
				return err
			}
		case <-done:
			return send(context.Background(), "bye")
		}
	}
}

func wait(ctx context.Context) error {
	stop := ctx.Done()
	<-stop
	return send(context.Background(), "bye")
}

func why(ctx context.Context) error {
	switch ctx.Err() {
	case nil:
		return send(ctx, "on")
	default:
		return send(context.Background(), "bye")
	}
}

func isDone(ctx context.Context) bool { return ctx.Err() != nil }

func asked(ctx context.Context) error {
	canceled := func() bool { return ctx.Err() != nil }
	if canceled() {
		return send(context.Background(), "canceled")
	}
	if isDone(ctx) {
		return send(context.Background(), "done")
	}
	return send(ctx, "on")
}
