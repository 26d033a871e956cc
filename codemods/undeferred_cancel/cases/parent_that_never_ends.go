package tenant

import "context"

type key struct{}

// rooted is there for what it carries.
func rooted(ctx context.Context) context.Context {
	if ctx == nil {
		ctx = context.Background()
	}
	return context.WithValue(ctx, key{}, "root")
}

func watch() error {
	ctx, cancel := context.WithCancel(rooted(nil)) // want safe "whatever waits on it waits for ever"
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
