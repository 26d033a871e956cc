package poll

import (
	"context"
	"time"
)

type server struct{ base context.Context }

// The server's own context is nearer than the caller's, and may be the one that counts.
func (s *server) poll(ctx context.Context, try func(context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	own := s.base
	for try(own) != nil {
		time.Sleep(time.Minute)
	}
	return nil
}
