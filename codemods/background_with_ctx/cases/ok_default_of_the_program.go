package p

import "context"

type config struct{ verbose bool }

type key struct{}

var global = &config{}

func configOf(ctx context.Context) *config {
	if ctx == nil {
		return global
	}
	c := ctx.Value(key{})
	if c == nil {
		return global
	}
	return c.(*config)
}

// What is asked for is the configuration of all, not that of this call.
func setAll(ctx context.Context, verbose bool) {
	if configOf(ctx).verbose != verbose {
		all := configOf(context.Background())
		all.verbose = verbose
	}
}
