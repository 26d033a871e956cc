package store

import "context"

type keys interface {
	Put(ctx context.Context, key, value string) error
	Del(ctx context.Context, key string) error
}

func move(ctx context.Context, s keys, from, to string) error {
	err := s.Put(ctx, to, from)
	if err != nil {
		return err
	}
	err = s.Del(context.Background(), from) // want unsafe "s.Del gets"
	return err
}
