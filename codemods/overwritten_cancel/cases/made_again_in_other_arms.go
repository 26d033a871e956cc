package executor

import (
	"context"
	"time"
)

type executor struct {
	commands, drain, resume chan string
}

func (e *executor) run(ctx context.Context, command string) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Duration(len(command)) * time.Millisecond):
	}
}

// Where the loop ends, the parent has ended, and all that was made of it: the first needs no release there.
func (e *executor) loop(shutdown context.Context) {
	ctx, stop := context.WithCancel(shutdown)
	defer func() { stop() }()
	for {
		select {
		case <-shutdown.Done():
			return
		case c := <-e.commands:
			go e.run(ctx, c)
		case <-e.drain:
			stop()
		case <-e.resume:
			ctx, stop = context.WithCancel(shutdown) // want none "stop may be assigned again in the next iteration .*; call it there before, unless what goes on under the former .{7} is still wanted"
		}
	}
}
