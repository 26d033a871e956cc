package p

import (
	"context"
	"time"
)

type watcher interface{ Events() <-chan string }

// Nothing is left of a copy that is dropped, whatever its fields can do.
type response struct {
	watcher watcher
	index   int
}

type server interface {
	Do(ctx context.Context, path string) (response, error)
}

func ensure(s server, timeout time.Duration) error {
	for _, path := range []string{"/users/", "/roles/"} {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel() // want safe "cancel is deferred in a loop"
		if _, err := s.Do(ctx, path); err != nil {
			return err
		}
	}
	return nil
}
