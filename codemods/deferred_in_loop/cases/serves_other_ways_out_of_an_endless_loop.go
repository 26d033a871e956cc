package compact

import (
	"context"
	"errors"
	"time"
)

type compactor struct {
	passes int
	sizes  []int
}

// Nothing but an error ends it, so what is deferred piles up for as long as all goes well.
func (c *compactor) run(ctx context.Context) error {
	for {
		passCtx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel() // want safe "the deferred calls of all iterations pile up until"
		if err := c.sync(passCtx); err != nil {
			return err
		}
		if len(c.sizes) == 0 {
			return errors.New("no jobs")
		}
		cancel()
		c.passes++
	}
}

func (c *compactor) sync(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(c.passes) * time.Millisecond):
		return nil
	}
}
