package probe

import (
	"context"
	"fmt"
	"net"
)

func listen(ctx context.Context, path, port string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	addr := "127.0.0.1:" + port
	for _, open := range []func() (net.Listener, error){
		func() (net.Listener, error) { return net.Listen("unix", path) },
		func() (net.Listener, error) { return net.Listen("tcp", ":8080") },
		func() (net.Listener, error) { return net.Listen("tcp", "[::1]:0") },
		func() (net.Listener, error) { return net.Listen("tcp", addr) },
		func() (net.Listener, error) { return net.Listen("tcp", fmt.Sprintf("localhost:%s", port)) },
		func() (net.Listener, error) { return net.Listen("tcp", net.JoinHostPort("0.0.0.0", port)) },
	} {
		ln, err := open()
		if err != nil {
			return err
		}
		ln.Close()
	}
	conn, err := net.ListenPacket("udp4", "")
	if err != nil {
		return err
	}
	return conn.Close()
}
