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
		time.Sleep(time.Second) // want none "the function does more than return on line 13 when"
	}
}
