package update

import (
	"context"
	"errors"
	"time"
)

func deploy(ctx context.Context, exists bool, ready func() bool) (int, error) {
	if exists {
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		select {
		case <-ctx.Done():
			return 0, errors.New("a minute was not enough")
		case <-time.After(time.Second):
		}
		return 1, nil
	}
	n := 0
	for !ready() {
		time.Sleep(2 * time.Second) // want unsafe "waits|goes on"
		n++
	}
	return n, nil
}
