package fetch

import (
	"context"
	"time"
)

type store interface {
	Exec(ctx context.Context, query string) error
	Close(ctx context.Context) error
}

func all(parent context.Context, s store, queries []string) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	for _, query := range queries {
		if err := s.Exec(ctx, query); err != nil { // want none "when the loop comes round again.*pass parent"
			cancel()
			return err
		}
		cancel()
	}
	return nil
}
