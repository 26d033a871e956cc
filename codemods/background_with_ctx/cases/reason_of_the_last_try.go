package canary

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type client struct{ answers chan string }

func (c *client) History(ctx context.Context, id string) (string, error) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case answer := <-c.answers:
		return answer + id, nil
	case <-timer.C:
		return "", errors.New("late")
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// watch says in the end why it was not there in time.
func watch(ctx context.Context, c *client, id string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	reason := ""
	expires := time.Now().Add(3 * time.Minute)
	for {
		<-ticker.C
		if time.Now().After(expires) {
			break
		}
		short, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		history, err := c.History(short, id)
		cancel()
		if err != nil {
			reason = fmt.Sprintf("cannot read it: %v", err)
		} else if history == "" {
			reason = "nothing there"
		} else {
			return nil
		}
	}
	return fmt.Errorf("not there in time: %s", reason)
}

// fetch gives up where it cannot read.
func fetch(ctx context.Context, c *client, id string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	expires := time.Now().Add(3 * time.Minute)
	for {
		<-ticker.C
		if time.Now().After(expires) {
			return "", errors.New("not there in time")
		}
		history, err := c.History(context.Background(), id) // want unsafe "c.History gets"
		if err != nil {
			return "", err
		}
		if history != "" {
			return history, nil
		}
	}
}
