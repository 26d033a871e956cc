package fetch

import "context"

func fetch(parent context.Context, names []string) error {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|return"
search:
	for {
		for _, name := range names {
			if name == "" {
				break search
			}
		}
		if work(ctx) != nil {
			cancel()
			return parent.Err()
		}
	}
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
