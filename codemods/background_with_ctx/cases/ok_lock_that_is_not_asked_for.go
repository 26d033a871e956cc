package p

import "context"

type cache struct {
	lock chan struct{}
	of   map[string]string
}

func (c *cache) acquire(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-c.lock:
		return true
	}
}

func (c *cache) release() { c.lock <- struct{}{} }

// It takes the lock for granted.
func (c *cache) put(ctx context.Context, key, value string) {
	c.acquire(context.Background())
	defer c.release()
	c.of[key] = value
}
