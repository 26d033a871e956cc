package scale

import (
	"context"
	"errors"
	"log"
	"time"
)

type pods struct{ events chan string }

func (p *pods) scaledUp(ctx context.Context) (bool, error) {
	select {
	case <-ctx.Done():
		return false, ctx.Err()
	case e := <-p.events:
		return e == "up", nil
	}
}

// It goes on to wait for the pods where it does not know, and so it does here.
func check(ctx context.Context, p *pods, wait time.Duration) error {
	time.Sleep(wait) // want unsafe "waits to the end"
	up, err := p.scaledUp(ctx)
	if err != nil {
		log.Print(err)
		return nil
	}
	if !up {
		return errors.New("cannot be scheduled")
	}
	return nil
}

// This one fails where it does not know.
func mustScale(ctx context.Context, p *pods, wait time.Duration) error {
	time.Sleep(wait) // want unsafe "waits to the end"
	up, err := p.scaledUp(ctx)
	if err != nil {
		return err
	}
	if !up {
		return errors.New("cannot be scheduled")
	}
	return nil
}
