package retry

import (
	"context"
	"time"
)

func Retry(ctx context.Context, f func(context.Context) error) (err error) {
	for range 3 {
		attempt, cancel := context.WithTimeout(context.Background(), time.Second) // want unsafe "context ctx"
		err = f(attempt)
		cancel()
		if err == nil {
			return nil
		}
	}
	return err
}

func doWithRetry(ctx context.Context, f func(context.Context) error) (err error) {
	if err = f(ctx); err == nil {
		return nil
	}
	for i := 0; i < 3; i++ {
		attempt, cancel := context.WithTimeout(context.Background(), time.Second)
		err = f(attempt)
		cancel()
		if err == nil {
			return nil
		}
	}
	return err
}
