package actor

import (
	"context"
	"log/slog"
)

type letters struct{ box chan string }

func (l *letters) Tell(ctx context.Context, message string) {
	select {
	case l.box <- message:
	case <-ctx.Done():
	}
}

type router struct{ dead *letters }

func (r *router) pick(ctx context.Context) (*letters, error) { return r.dead, ctx.Err() }

// What cannot be delivered is kept, whatever has become of the sender.
func (r *router) Tell(ctx context.Context, message string) {
	to, err := r.pick(ctx)
	if err != nil {
		r.dead.Tell(context.Background(), message)
		slog.InfoContext(context.Background(), "undelivered") // want unsafe "has none of the values"
		return
	}
	to.Tell(ctx, message)
}
