package fetch

import "context"

func fetch(parent context.Context, names []string) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|return"
	for _, name := range names {
		if err := work(ctx, name); err != nil {
			cancel()
			return err
		}
	}
	return nil
}

func work(ctx context.Context, name string) error {
	println(name)
	return ctx.Err()
}
