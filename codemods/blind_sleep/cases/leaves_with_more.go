package worker

import (
	"context"
	"time"
)

type worker struct{ left int }

func (w *worker) run(ctx context.Context, step func(context.Context)) {
	for {
		if ctx.Err() != nil {
			w.left = 0
			return
		}
		step(ctx)
		time.Sleep(time.Second) // want unsafe "the function still waits to the end"
	}
}

// What it does in one place is not what it does in the other.
func (w *worker) both(ctx context.Context, step func(context.Context)) {
	for {
		if ctx.Err() != nil {
			w.left = 0
			return
		}
		step(ctx)
		if ctx.Err() != nil {
			w.left = 1
			return
		}
		time.Sleep(time.Second) // want unsafe "waits to the end"
	}
}

// There it waits for the only one that was started.
func (w *worker) start(ctx context.Context, failed <-chan error, start func(context.Context)) error {
	start(ctx)
	select {
	case <-ctx.Done():
		<-failed
		return ctx.Err()
	case err := <-failed:
		return err
	case <-time.After(time.Second):
	}
	for range 3 {
		start(ctx)
		time.Sleep(time.Second) // want none "the function does more than return on line 42 when"
	}
	return nil
}

func (w *worker) ticks(ctx context.Context, d time.Duration, step func(context.Context)) {
	ticker := time.NewTicker(d)
	for {
		select {
		case <-ctx.Done():
			ticker.Stop()
			return
		default:
			step(ctx)
			<-ticker.C // want unsafe "the function still waits to the end"
		}
	}
}
