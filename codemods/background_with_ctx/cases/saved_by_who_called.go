package backups

import (
	"context"
	"fmt"
	"time"
)

type client struct{ answers chan string }

func (c *client) Get(ctx context.Context, name string) (string, error) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case found := <-c.answers:
		return found + name, nil
	case <-timer.C:
		return "", fmt.Errorf("%s is late", name)
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

type backup struct {
	Location string
	Problems []string
}

func (c *client) patch(b *backup) error {
	_, err := c.Get(context.Background(), b.Location)
	return err
}

// reconcile puts for good on record what was wrong with the backup.
func (c *client) reconcile(ctx context.Context, name string) error {
	b := c.prepare(ctx, name)
	if err := c.patch(b); err != nil {
		return err
	}
	return ctx.Err()
}

func (c *client) prepare(ctx context.Context, name string) *backup {
	if ctx.Err() != nil {
		return &backup{}
	}
	b := &backup{Location: name}
	if first, err := c.Get(context.Background(), "default"); err == nil {
		b.Location = first
	}
	location, err := c.Get(context.Background(), b.Location)
	if err != nil {
		b.Problems = append(b.Problems, fmt.Sprintf("no location: %v", err))
		return b
	}
	b.Location = location
	return b
}

// show tells the same to who has asked.
func (c *client) show(ctx context.Context, name string) string {
	b := c.look(ctx, name)
	return fmt.Sprint(b.Location, b.Problems)
}

func (c *client) look(ctx context.Context, name string) *backup {
	if ctx.Err() != nil {
		return &backup{}
	}
	b := &backup{Location: name}
	location, err := c.Get(context.Background(), name) // want unsafe "c.Get gets"
	if err != nil {
		b.Problems = append(b.Problems, fmt.Sprintf("no location: %v", err))
		return b
	}
	b.Location = location
	return b
}
