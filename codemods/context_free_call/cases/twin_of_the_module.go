package store

import "context"

func Load(key string, more ...int) (string, error) {
	return LoadContext(context.Background(), key, more...)
}

func LoadContext(ctx context.Context, key string, more ...int) (string, error) {
	return wait(ctx, key)
}

func wait(ctx context.Context, key string) (string, error) {
	<-ctx.Done()
	return key, ctx.Err()
}

func use(ctx context.Context, keys []string) error {
	for _, key := range keys {
		if _, err := Load(key); err != nil { // want unsafe "^Load works without the context ctx, so it goes on after the caller has given up; LoadContext takes it$"
			return err
		}
	}
	_, err := Load("a", []int{1}...) // want unsafe "LoadContext takes it"
	return err
}
