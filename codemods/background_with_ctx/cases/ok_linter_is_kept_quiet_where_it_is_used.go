package pipeline

import (
	"context"
	"time"
)

type runtime interface {
	Run(ctx context.Context) error
	Load(ctx context.Context) error
}

func run(ctx context.Context, r runtime) error {
	if err := r.Load(ctx); err != nil {
		return err
	}
	own, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	return r.Run(own) //nolint:contextcheck
}
