package store

import "context"

func Load(key string) (string, error) { return key, nil }

func LoadContext(ctx context.Context, key string, retries int) (string, error) {
	<-ctx.Done()
	return key, ctx.Err()
}

func Save(key string) error { return nil }

func SaveContext(ctx context.Context, key string) (int, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

func Get(keys ...string) error { return nil }

func GetContext(ctx context.Context, keys []string) error {
	<-ctx.Done()
	return ctx.Err()
}

func use(ctx context.Context) error {
	if _, err := Load("a"); err != nil {
		return err
	}
	if err := Get("a"); err != nil {
		return err
	}
	return Save("a")
}
