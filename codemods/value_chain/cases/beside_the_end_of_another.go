package queue

import (
	"context"
	"errors"
)

var root = context.Background()

var errShutdown = errors.New("shutting down")

func next(ctx context.Context, in <-chan string) (string, error) {
	select {
	case <-root.Done(): // want none "this case never comes"
		return "", errShutdown
	case <-ctx.Done():
		return "", ctx.Err()
	case s := <-in:
		return s, nil
	}
}

func nextKept(ctx context.Context, in <-chan string) (string, error) {
	down, left := root.Done(), ctx.Done()
	select {
	case <-down: // want none "this case never comes"
		return "", errShutdown
	case <-left:
		return "", ctx.Err()
	case s := <-in:
		return s, nil
	}
}

func nextAlone(ctx context.Context, in <-chan string) (string, error) {
	select {
	case <-root.Done(): // want unsafe "the case for its end"
		return "", errShutdown
	case s := <-in:
		return s, nil
	}
}
