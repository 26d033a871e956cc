package worker

import (
	"context"
	"os"
	"time"
)

type state interface {
	Save(ctx context.Context) error
	Load(ctx context.Context) error
}

func run(ctx context.Context, s state, quit <-chan struct{}) error {
	for {
		select {
		case <-quit:
			return s.Save(context.Background())
		case <-time.After(time.Second):
			if err := s.Save(ctx); err != nil {
				return err
			}
		}
	}
}

func serve(ctx context.Context, s state, signals <-chan os.Signal) error {
	if err := s.Load(ctx); err != nil {
		return err
	}
	<-signals
	return s.Save(context.Background())
}
