package cluster

import (
	"context"
	"fmt"
	"time"
)

type cloud interface {
	List(ctx context.Context) ([]string, error)
	DeleteResources(all []string) error
	Detach(name string) error
}

// A failure leaves them all, too.
func remove(ctx context.Context, c cloud) error {
	var all []string
	for attempt := 0; ; attempt++ {
		found, err := c.List(ctx)
		if err == nil {
			all = found
			break
		}
		if attempt >= 4 {
			return fmt.Errorf("list: %w", err)
		}
		time.Sleep(5 * time.Second) // want unsafe "does not look at"
	}
	return c.DeleteResources(all)
}

// What has been attached goes on every way out.
func renew(ctx context.Context, c cloud, name string) error {
	for attempt := 0; attempt < 4; attempt++ {
		if _, err := c.List(ctx); err == nil {
			break
		}
		time.Sleep(5 * time.Second) // want none "would skip"
	}
	return c.DeleteResources([]string{name})
}
