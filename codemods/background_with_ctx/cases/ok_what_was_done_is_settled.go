package worker

import (
	"context"
	"errors"
	"time"
)

type message struct{ id string }

type reader interface {
	Fetch(ctx context.Context) (message, error)
	CommitMessages(ctx context.Context, messages ...message) error
}

func consume(ctx context.Context, r reader, handle func(context.Context, message) error) error {
	for {
		m, err := r.Fetch(ctx)
		if err != nil {
			return err
		}
		if err := handle(ctx, m); err != nil {
			return err
		}
		if err := r.CommitMessages(context.Background(), m); err != nil {
			return err
		}
	}
}

type step struct{ do, compensate func(context.Context) error }

func saga(ctx context.Context, steps []step) error {
	for i, s := range steps {
		err := s.do(ctx)
		if err == nil {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			if failed := steps[j].compensate(context.Background()); failed != nil {
				return failed
			}
		}
		return err
	}
	return nil
}

type buffer interface {
	Write(ctx context.Context, s string) error
	Flush(ctx context.Context) error
}

func pump(ctx context.Context, b buffer, in <-chan string) error {
	for s := range in {
		if err := b.Write(ctx, s); err != nil {
			return err
		}
	}
	return b.Flush(context.Background())
}

type jobs interface {
	Do(ctx context.Context, id string) error
	Cancel(ctx context.Context, id string) error
}

func limited(ctx context.Context, j jobs, id string) error {
	done := make(chan error, 1)
	go func() { done <- j.Do(ctx, id) }()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Minute):
		_ = j.Cancel(context.Background(), id)
		return errors.New("too slow")
	}
}
