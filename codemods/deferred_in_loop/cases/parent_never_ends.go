package session

import (
	"context"
	"time"
)

type process struct{ done chan struct{} }

func (p *process) wait(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-p.done:
	}
}

// All of them end with the session.
func serve(messages <-chan *process) {
	for p := range messages {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel() // want none "the deferred calls of all iterations pile up, and what waits on their contexts goes on until the function ends"
		go p.wait(ctx)
		time.Sleep(time.Millisecond)
	}
}
