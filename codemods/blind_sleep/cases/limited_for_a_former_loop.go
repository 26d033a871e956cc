package logs

import (
	"context"
	"errors"
	"time"
)

type source struct {
	status func() (string, error)
	next   func(stream string) (string, bool, error)
}

// The limit is for the stream to come into being; what is read from it may take its time.
func (s *source) watch(ctx context.Context, show func(string)) error {
	startCtx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	var stream string
	for stream == "" {
		select {
		case <-startCtx.Done():
			return errors.New("no stream")
		default:
		}
		found, err := s.status()
		if err != nil {
			return err
		}
		stream = found
	}
	for {
		line, done, err := s.next(stream)
		if err != nil {
			return err
		}
		if done {
			return nil
		}
		show(line)
		time.Sleep(500 * time.Millisecond) // want unsafe "does not look at .{3}:"
	}
}

// Here the limit is for all of it.
func (s *source) tail(parent context.Context, show func(context.Context, string) error) error {
	ctx, cancel := context.WithTimeout(parent, 5*time.Minute)
	defer cancel()
	for {
		line, done, err := s.next("tail")
		if err != nil {
			return err
		}
		if done {
			return nil
		}
		if err := show(ctx, line); err != nil {
			return err
		}
		time.Sleep(500 * time.Millisecond) // want unsafe "does not look at .{3}:"
	}
}
