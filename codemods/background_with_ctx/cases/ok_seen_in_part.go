package search

import "context"

type index interface {
	Each(ctx context.Context, f func(name string) bool) error
}

// Of a search that was cut off nobody would know.
func find(ctx context.Context, x index, want func(context.Context, string) bool) []string {
	var found []string
	x.Each(context.TODO(), func(name string) bool {
		if want(ctx, name) {
			found = append(found, name)
		}
		return true
	})
	return found
}
