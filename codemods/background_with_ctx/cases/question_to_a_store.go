package store

import (
	"context"
	"slices"
)

type store interface {
	Has(ctx context.Context, key string) bool
	Report(ctx context.Context, key string) error
}

func missing(ctx context.Context, s store, keys []string) []string {
	return slices.DeleteFunc(keys, func(key string) bool {
		return s.Has(context.Background(), key) // want unsafe "so its work goes on"
	})
}

func report(ctx context.Context, s store, keys []string) error {
	for _, key := range keys {
		if err := s.Report(context.Background(), key); err != nil { // want unsafe "so its work goes on"
			return err
		}
	}
	return nil
}
