package shared

import (
	"context"
	"time"
)

type session struct{ lines chan string }

func (s *session) ask(ctx context.Context, what string) (string, error) {
	select {
	case s.lines <- what:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	select {
	case line := <-s.lines:
		return line, nil
	case <-time.After(time.Minute):
		return "", ctx.Err()
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (s *session) name(ctx context.Context) (string, error) {
	// TODO: handle contexts
	// FIXME: It is not safe to give the passed in context to the session
	// because that is shared by many and would be closed
	return s.ask(context.Background(), "name")
}

func (s *session) age(ctx context.Context) (string, error) {
	// FIXME: it is not safe to go on without the context of the caller
	return s.ask(context.Background(), "age") // want unsafe "s.ask gets"
}
