// Package conn provides a fake implementation of the service for tests.
package conn

import (
	"context"
	"time"
)

// Conn answers late.
type Conn struct{ delay time.Duration }

// Get waits.
func (c *Conn) Get(ctx context.Context, key string) (string, error) {
	time.Sleep(c.delay)
	return key, ctx.Err()
}
