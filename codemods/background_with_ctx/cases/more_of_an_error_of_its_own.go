package requests

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type client struct{ answers chan string }

func (c *client) Details(ctx context.Context, name string) (string, error) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case answer := <-c.answers:
		return answer + name, nil
	case <-timer.C:
		return "", errors.New("late")
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func check(ctx context.Context, c *client, left []string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(left) > 1 {
		for _, name := range left {
			details, err := c.Details(context.Background(), name)
			if err != nil {
				return fmt.Errorf("details of %s: %w", name, err)
			}
			fmt.Printf("still there: %s", details)
		}
		return fmt.Errorf("%d are left", len(left))
	}
	return nil
}

func checkDetails(ctx context.Context, c *client, left []string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(left) > 1 {
		details, err := c.Details(context.Background(), left[0]) // want unsafe "c.Details gets"
		if err != nil {
			return fmt.Errorf("details of %s: %w", left[0], err)
		}
		return fmt.Errorf("still there: %s", details)
	}
	return nil
}
