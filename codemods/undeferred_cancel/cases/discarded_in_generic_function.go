package fetch

import (
	"context"
	"time"
)

func fetch[K comparable, V any](parent context.Context, keys []K, get func(K) V) (map[K]V, error) {
	ctx, _ := context.WithTimeout(parent, time.Second) // want safe "not released|discarded"
	found := make(map[K]V, len(keys))
	for _, key := range keys {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found[key] = get(key)
	}
	return found, nil
}
