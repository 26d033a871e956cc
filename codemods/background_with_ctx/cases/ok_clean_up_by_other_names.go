package p

import (
	"context"
	"errors"
	"net/http"
)

type store struct{ open []string }

func (s *store) compensate(ctx context.Context, id string) error { return work(ctx, id) }

func (s *store) giveBack(ctx context.Context, id string) error { return work(ctx, id) }

func (s *store) ack(ctx context.Context, id string) { println(id, ctx.Err() == nil) }

func (s *store) Order(ctx context.Context, id string) error {
	if err := work(ctx, id); err != nil {
		if undoErr := s.compensate(context.Background(), id); undoErr != nil {
			return errors.Join(err, undoErr)
		}
		return err
	}
	return nil
}

func (s *store) Use(ctx context.Context, id string) error {
	err := work(ctx, id)
	if backErr := s.giveBack(context.Background(), id); backErr != nil && err == nil {
		err = backErr
	}
	return err
}

func (s *store) Consume(ctx context.Context, id string) {
	if work(ctx, id) == nil {
		s.ack(context.Background(), id)
	}
}

func (s *store) Serve(ctx context.Context, srv *http.Server, id string) error {
	srv.RegisterOnShutdown(func() {
		_ = work(context.Background(), id)
	})
	return work(ctx, id)
}

// What has failed under the caller's context is tried under another.
func save(ctx context.Context, v string, put func(context.Context, string) error) error {
	if err := put(ctx, v); err != nil {
		return put(context.Background(), v)
	}
	return nil
}

func work(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
