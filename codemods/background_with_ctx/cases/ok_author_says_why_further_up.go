package p

import (
	"context"
	"net"
)

func dialer(name string) func(ctx context.Context) (net.Conn, error) {
	return func(ctx context.Context) (net.Conn, error) {
		// using background context because it remains active after the dial has completed
		args := []string{"exec"}
		if name != "" {
			args = append(args, name)
		}
		return start(context.Background(), args)
	}
}

// pass works with a background context: it is one of many that share the result.
func pass(ctx context.Context, args []string) {
	args = append(args, "-")
	start(context.Background(), args)
}

func start(ctx context.Context, args []string) (net.Conn, error) {
	return nil, ctx.Err()
}
