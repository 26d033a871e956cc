package pipe

import (
	"context"
	"net"
	"time"
)

type transport interface {
	Dial(ctx context.Context, address string) (net.Conn, error)
	Open(ctx context.Context, address string) (net.Conn, error)
}

// The context is for the dialing: what is connected stays so.
func connect(ctx context.Context, t transport) (net.Conn, error) {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want unsafe "discarded.*Dial"
	return t.Dial(ctx, "server")
}

func open(ctx context.Context, t transport) (net.Conn, error) {
	ctx, _ = context.WithTimeout(ctx, time.Second) // want none "discarded.*returned"
	return t.Open(ctx, "server")
}
