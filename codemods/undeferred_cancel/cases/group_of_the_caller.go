package ttl

import (
	"context"
	"time"
)

// A group of tasks, as there are many of them.
type group struct{ tasks chan func() error }

func (g *group) Go(f func() error) { g.tasks <- f }

func remove(ctx context.Context, g *group, names []string) {
	limited, _ := context.WithTimeout(ctx, time.Minute) // want none "no fix"
	each(limited, g, names)
}

// The caller waits for the group.
func each(ctx context.Context, g *group, names []string) {
	for _, name := range names {
		g.Go(func() error {
			println(name)
			return ctx.Err()
		})
	}
}
