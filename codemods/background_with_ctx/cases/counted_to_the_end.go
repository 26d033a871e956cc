package p

import (
	"context"
	"strconv"
)

type counts interface {
	Get(ctx context.Context, key string) (string, error)
	Put(ctx context.Context, key, value string) error
}

// Where something has failed, nothing is put on record.
func all(ctx context.Context, s counts, keys []string) error {
	n := 0
	for _, k := range keys {
		if _, err := s.Get(ctx, k); err != nil {
			return err
		}
		n++
	}
	return s.Put(context.Background(), "done", strconv.Itoa(n)) // want unsafe "s.Put gets context.Background"
}
