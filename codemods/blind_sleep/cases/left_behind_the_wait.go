package state

import (
	"context"
	"time"
)

type owner struct {
	get     func() int
	started func() bool
}

// Where it waits first, the loop does not go on: it is one wait, once.
func (o *owner) version(ctx context.Context, tries int) (int, error) {
	v := o.get()
	for i := 0; v == 0 && i < tries; i++ {
		if !o.started() {
			time.Sleep(10 * time.Second) // want unsafe "the function still waits to the end"
			v = o.get()
			break
		}
		v = o.get()
		time.Sleep(10 * time.Second) // want unsafe "the loop around it goes on"
	}
	return v, ctx.Err()
}
