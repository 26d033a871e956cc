package p

import "context"

type lister interface {
	List(ctx context.Context, prefix string) ([]string, error)
}

// With a context that has ended there is no first.
func first(ctx context.Context, l lister) string {
	names, _ := l.List(context.Background(), "names")
	return names[0]
}
