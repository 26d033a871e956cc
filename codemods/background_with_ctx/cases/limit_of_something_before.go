package gateway

import (
	"context"
	"time"
)

type conn interface {
	Read(ctx context.Context) (string, error)
}

type state interface {
	Authorize(ctx context.Context, token string) error
	Save(ctx context.Context, token string) error
}

func accept(ctx context.Context, c conn, s state) error {
	short, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	token, err := c.Read(short)
	if err != nil {
		return err
	}
	if err := s.Authorize(ctx, token); err != nil {
		return err
	}
	return s.Save(context.Background(), token) // want unsafe "instead of the context ctx"
}
