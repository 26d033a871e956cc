package follow

import (
	"context"
	"log"
	"time"
)

type client struct{ answers chan string }

func (c client) status(ctx context.Context, id string) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case text := <-c.answers:
		return text, nil
	}
}

func follow(ctx context.Context, c client, id string) {
	for ctx.Err() == nil {
		st, err := c.status(ctx, id)
		if err != nil {
			log.Print(err)
			time.Sleep(5 * time.Second) // want unsafe "does not look at .{3}:"
			continue
		}
		if st == "done" {
			return
		}
		time.Sleep(2 * time.Second) // want unsafe "does not look at .{3}:"
	}
}
