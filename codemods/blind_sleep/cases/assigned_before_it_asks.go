package groups

import (
	"context"
	"errors"
	"time"
)

var errInUse = errors.New("in use")

type client struct{ remove func(id string) error }

func (c *client) Delete(id string) error { return c.remove(id) }

// The error that is kept behind the wait is what is given back at the head, so it has to be kept first.
func deleteAll(ctx context.Context, c *client, ids []string, update func(string)) error {
	for _, id := range ids {
		var last error
		for i := 0; i <= 10; i++ {
			if err := ctx.Err(); err != nil {
				return last
			}
			update(id)
			err := c.Delete(id)
			if err == nil {
				last = nil
				break
			}
			if errors.Is(err, errInUse) {
				time.Sleep(10 * time.Second) // want unsafe "waits to the end"
				last = err
				continue
			}
			last = err
			break
		}
		if last != nil {
			return last
		}
	}
	return nil
}
