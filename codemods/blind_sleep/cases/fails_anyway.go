package migrate

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

var errConflict = errors.New("conflict")

type nodes struct{ address string }

func (n *nodes) get(ctx context.Context, name string) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Millisecond):
		return name + n.address, nil
	}
}

func (n *nodes) update(ctx context.Context, node string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return errConflict
	}
}

// The next round fails at once, and leaves the folder where it is as well.
func migrate(ctx context.Context, c *nodes, name, folder string) error {
	for range make([]struct{}, 5) {
		node, err := c.get(ctx, name)
		if err != nil {
			return fmt.Errorf("get: %w", err)
		}
		if err := c.update(ctx, node); err != nil {
			if errors.Is(err, errConflict) {
				time.Sleep(time.Second) // want unsafe "waits to the end"
				continue
			}
			return err
		}
		break
	}
	return os.Remove(folder)
}

// Here it goes on to the folder when all rounds have failed.
func clear(ctx context.Context, c *nodes, name, folder string) error {
	for i := 0; i < 5; i++ {
		if err := c.update(ctx, name); err == nil {
			break
		}
		time.Sleep(time.Second) // want none "leaving there would skip os.Remove"
	}
	return os.Remove(folder)
}
