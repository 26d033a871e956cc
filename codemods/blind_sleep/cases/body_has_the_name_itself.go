package beat

import (
	"context"
	"log"
	"time"
)

func copied(ctx context.Context, op func(context.Context, time.Time) error) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for now := range t.C { // want none "a variable of the loop has the name of what its body declares, or needs"
		now := now.UTC()
		log.Print(now, op(ctx, now))
	}
}

func ofTheChannel(ctx context.Context, op func(context.Context, time.Time) error) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for t := range t.C { // want none "a variable of the loop has the name of what its body declares, or needs"
		log.Print(t, op(ctx, t))
	}
}

// In a block of its own it may.
func inner(ctx context.Context, op func(context.Context, time.Time) error) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for now := range t.C { // want unsafe "the loop goes on"
		if now := now.UTC(); now.Hour() > 8 {
			log.Print(now, op(ctx, now))
		}
	}
}
