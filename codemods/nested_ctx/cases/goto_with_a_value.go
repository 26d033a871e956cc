package retries

import "context"

type key struct{}

type store interface {
	count(ctx context.Context, id string) (int, error)
}

func retry(ctx context.Context, s store, id string) error {
	tries := 0
again:
	ctx = context.WithValue(ctx, key{}, tries) // want none "chain grows with each round"
	if _, err := s.count(ctx, id); err != nil {
		if tries++; tries < 30 {
			goto again
		}
		return err
	}
	return nil
}

// The values are for what comes behind.
func gathered(ctx context.Context, s store, id string, names []string) error {
	i := 0
next:
	if i < len(names) {
		ctx = context.WithValue(ctx, key{}, names[i])
		i++
		goto next
	}
	_, err := s.count(ctx, id)
	return err
}
