package worker

import (
	"context"
	"time"
)

type events interface {
	Send(ctx context.Context, id, text string) error
}

// The context of the task may be why it has failed.
func sendFailureEvent(ctx context.Context, e events, id string, failed error) error {
	own, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := e.Send(own, id, failed.Error()); err != nil {
		return err
	}
	return failed
}
