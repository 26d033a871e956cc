package p

import (
	"context"
	"errors"
	"time"
)

var errLate = errors.New("late")

// Which of them has ended decides what is returned.
func wait(ctx context.Context, done chan bool) error {
	limit, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	select {
	case <-done:
		return nil
	case <-limit.Done():
		return errLate
	case <-ctx.Done():
		return ctx.Err()
	}
}
