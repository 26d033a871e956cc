package batch

import "context"

type store interface {
	Insert(ctx context.Context, items []string) error
}

func insert(_ context.Context, s store, items []string) error {
	ctx := context.Background() // want unsafe "ctx is context.Background"
	return s.Insert(ctx, items)
}

func insertAll(context.Context, store, []string) error {
	insertCtx := context.TODO() // want unsafe "insertCtx is context.TODO"

	return insertCtx.Err()
}
