package attempt

import (
	"context"
	"errors"
	"time"
)

var errTimeout = errors.New("timeout")

// The end of an attempt is not that of all.
func run(ctx context.Context, start func(context.Context) <-chan error) error {
	for {
		one, cancel := context.WithTimeout(ctx, time.Second)
		select {
		case <-one.Done():
			cancel()
			return errTimeout
		case err := <-start(one):
			cancel()
			if err == nil {
				return nil
			}
		}
		time.Sleep(time.Minute) // want unsafe "the function still waits to the end"
	}
}
