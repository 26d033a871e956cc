package p

import "context"

type traceKey struct{}

type rows interface {
	Count(ctx context.Context, table string) (int, error)
}

func isTraced(ctx context.Context) bool { return ctx.Value(traceKey{}) != nil }

// Some callers have none.
func countRows(ctx context.Context, r rows, table string) (int, []string, error) {
	traced := ctx != nil && isTraced(ctx)
	n, err := r.Count(context.Background(), table)
	if traced {
		return n, []string{table}, err
	}
	return n, nil, err
}
