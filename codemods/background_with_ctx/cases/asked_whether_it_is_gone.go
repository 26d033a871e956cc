package purge

import (
	"context"
	"os"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

func exists(ctx context.Context, s store, id string) bool {
	_, err := s.count(ctx, id)
	return err == nil
}

func isGone(ctx context.Context, s store, id string) (bool, error) {
	n, err := s.count(ctx, id)
	if err != nil {
		return false, err
	}
	return n == 0, nil
}

func purge(ctx context.Context, s store, ids []string) error {
	for _, id := range ids {
		if exists(context.Background(), s, id) {
			continue
		}
		if err := os.RemoveAll(id); err != nil {
			return err
		}
	}
	return nil
}

func purgeUnknown(ctx context.Context, s store, id string) error {
	known := exists(context.Background(), s, id)
	if !known {
		return os.RemoveAll(id)
	}
	return nil
}

// Only what is there is taken away.
func purgeKnown(ctx context.Context, s store, ids []string) error {
	for _, id := range ids {
		if exists(context.Background(), s, id) { // want unsafe "exists gets"
			if err := os.RemoveAll(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// A failure is told apart.
func purgeGone(ctx context.Context, s store, ids []string) error {
	for _, id := range ids {
		gone, err := isGone(context.Background(), s, id) // want unsafe "isGone gets"
		if err != nil {
			return err
		}
		if !gone {
			continue
		}
		if err := os.RemoveAll(id); err != nil {
			return err
		}
	}
	return nil
}
