package fetch

import (
	"context"
	"time"
)

type store interface {
	Exec(ctx context.Context, query string) error
	Close(ctx context.Context) error
}

func once(parent context.Context, s store) error {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	child, childCancel := context.WithTimeout(ctx, time.Second)
	defer childCancel()
	err := s.Exec(child, "x")
	cancel()
	s.Close(child) // want none "child has ended here, cancel was called on line 18; pass parent"
	return err
}
