package store

import "context"

func Load(key string) (string, error) { return key, nil }

func LoadContext(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return Load(key)
}

func Save(key string) error { return nil }

func SaveContext(ctx context.Context, key string) error { return retry(ctx, key) }

func retry(ctx context.Context, key string) error {
	for ctx.Err() == nil {
		if err := Save(key); err == nil {
			return nil
		}
	}
	return ctx.Err()
}
