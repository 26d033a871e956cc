package worker

import (
	"context"
	"os"
)

type state interface {
	Load(ctx context.Context) error
}

func serve(ctx context.Context, s state, hangup <-chan os.Signal) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-hangup:
			if err := s.Load(context.Background()); err != nil { // want unsafe "s.Load gets"
				println(err.Error())
			}
		}
	}
}
