package upload

import (
	"context"
	"time"
)

type key struct{}

type store interface {
	Put(ctx context.Context, block int) error
}

// Both callers give it a context that never ends.
func upload(ctx context.Context, s store, block int) error {
	var err error
	for try := range 10 {
		if err = s.Put(ctx, block); err == nil {
			return nil
		}
		time.Sleep(time.Second * time.Duration(try))
	}
	return err
}

func Write(s store, block int) error {
	ctx := context.WithValue(context.Background(), key{}, block)
	return upload(ctx, s, block)
}

func Flush(ctx context.Context, s store) error {
	return upload(context.WithoutCancel(ctx), s, 0)
}
