package pods

import (
	"context"
	"errors"
	"time"
)

type client struct{ answers chan string }

func (c *client) Get(ctx context.Context, name string) (string, error) {
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

func pollUntil(pause, limit time.Duration, done func() (bool, error)) error {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(pause) {
		if ok, err := done(); ok || err != nil {
			return err
		}
	}
	return errors.New("timed out")
}

func waitForPod(ctx context.Context, c *client, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return pollUntil(time.Second, 5*time.Minute, func() (bool, error) {
		pod, err := c.Get(context.TODO(), name)
		if err != nil {
			return false, nil
		}
		return pod != "", nil
	})
}

func waitForNode(ctx context.Context, c *client, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return pollUntil(time.Second, 5*time.Minute, func() (bool, error) {
		node, err := c.Get(context.TODO(), name) // want unsafe "c.Get gets"
		if err != nil {
			return false, err
		}
		return node != "", nil
	})
}
