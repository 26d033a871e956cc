package schema

import "context"

// Loader loads schemas.
type Loader struct {
	// Context, when set, aborts fetches in flight: callers whose query may be cancelled should set it.
	Context context.Context

	// Strict refuses what is not known.
	Strict bool
}

func fetch(ctx context.Context, url string) error { return ctx.Err() }

// Load loads.
func (l *Loader) Load(url string) error { return fetch(l.Context, url) }
