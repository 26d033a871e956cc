package store

import (
	"context"
)

type queue interface {
	Enqueue(ctx context.Context, key string) error
}

func Copy(ctx context.Context, q queue, key string) error {
	return q.Enqueue(context.Background(), key) // want none "WithoutCancel"
}
