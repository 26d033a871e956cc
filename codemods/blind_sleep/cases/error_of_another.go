package cache

import (
	"context"
	"time"
)

type status struct{ err error }

func (s *status) Err() error { return s.err }

type client struct{}

func (client) Ping(ctx context.Context) *status { return &status{ctx.Err()} }

// What has an Err is no context for that.
func ping(ctx context.Context, c client) error {
	var err error
	for range 10 {
		err = c.Ping(ctx).Err()
		if err != nil {
			time.Sleep(time.Second) // want unsafe "each round still waits"
			continue
		}
		return nil
	}
	return err
}
