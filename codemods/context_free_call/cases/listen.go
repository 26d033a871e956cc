package probe

import (
	"context"
	"net"
)

func listen(ctx context.Context, addr string) (net.Listener, error) {
	if _, err := net.ListenPacket("udp", addr); err != nil { // want unsafe "ListenConfig\\).ListenPacket takes it"
		return nil, err
	}
	return net.Listen("tcp", addr) // want unsafe "ListenConfig\\).Listen takes it"
}
