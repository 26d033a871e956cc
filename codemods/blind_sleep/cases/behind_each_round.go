package poll

import (
	"context"
	"errors"
	"time"
)

func counted(ctx context.Context, op func(context.Context) error) error {
	for i := 0; op(ctx) != nil; time.Sleep(time.Second) { // want none "it stands in the header of a loop"
		if i++; i > 10 {
			return errors.New("gave up")
		}
	}
	return nil
}

func endless(ctx context.Context, op func(context.Context) error) error {
	for ; ; time.Sleep(10 * time.Second) { // want none "it stands in the header of a loop"
		if op(ctx) == nil {
			return nil
		}
	}
}

func ticked(ctx context.Context, op func(context.Context) error) error {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for ; ; <-ticker.C { // want none "it stands in the header of a loop"
		if op(ctx) == nil {
			return nil
		}
	}
}

// Too short to matter.
func short(ctx context.Context, op func(context.Context) error) error {
	for ; ; time.Sleep(time.Millisecond) {
		if op(ctx) == nil {
			return nil
		}
	}
}
