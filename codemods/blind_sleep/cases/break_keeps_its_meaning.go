package watch

import (
	"context"
	"time"
)

func watch(ctx context.Context, kind int, next func(context.Context) error) error {
rounds:
	for {
		switch kind {
		case 1:
			if next(ctx) == nil {
				break rounds
			}
			time.Sleep(time.Second) // want unsafe "each round still waits"
		case 2:
			if next(ctx) == nil {
				break
			}
			time.Sleep(2 * time.Second) // want unsafe "each round still waits"
			fallthrough
		default:
			kind++
		}
	}
	return nil
}
