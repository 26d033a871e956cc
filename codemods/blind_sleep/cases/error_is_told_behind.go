package members

import (
	"context"
	"log"
	"time"
)

// What has failed is told and given back, and the wait only keeps others from asking at once.
func update(ctx context.Context, propose func(context.Context) error) (int, error) {
	err := propose(ctx)
	if err != nil {
		time.Sleep(time.Second) // want unsafe "waits to the end"
		log.Printf("no proposal: %v", err)
		return 0, err
	}
	return 1, nil
}
