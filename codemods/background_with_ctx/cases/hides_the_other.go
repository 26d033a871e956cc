package p

import "context"

type table interface {
	Count(ctx context.Context, id string) (int, error)
}

func count(ctx context.Context, t table, id string) (int, error) {
	if id == "" {
		ctx := context.Background() // want unsafe "ctx is context.Background\\(\\) instead of the context ctx"
		return t.Count(ctx, "all")
	}
	return t.Count(ctx, id)
}

type key struct{}

// It is given something else later: the name has to go on meaning another.
func countFor(ctx context.Context, t table, id, user string) (int, error) {
	if id == "" {
		ctx := context.Background() // want unsafe "ctx is context.Background"
		if user != "" {
			ctx = context.WithValue(ctx, key{}, user)
		}
		return t.Count(ctx, "all")
	}
	return t.Count(ctx, id)
}
