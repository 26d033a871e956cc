package restore

import (
	"context"
	"log"
)

type task interface {
	Status(ctx context.Context) (string, error)
}

type container struct{ running bool }

type daemon struct{}

// Where the status cannot be had it is taken for dead.
func (d *daemon) restore(ctx context.Context, t task, c *container) {
	alive := false
	status, err := t.Status(context.Background())
	if err != nil {
		log.Print(err)
	} else {
		alive = status == "running"
	}
	if alive {
		return
	}
	c.running = false
	d.Cleanup(context.TODO(), c)
}

func (d *daemon) Cleanup(ctx context.Context, c *container) { _, _ = ctx.Err(), c }
