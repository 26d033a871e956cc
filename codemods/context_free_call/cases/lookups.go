package probe

import (
	"context"
	"net"
)

func resolve(ctx context.Context, host string) ([]net.IP, error) {
	if _, err := net.LookupHost(host); err != nil { // want unsafe "Resolver\\).LookupHost takes it"
		return nil, err
	}
	if _, _, err := net.LookupSRV("x", "tcp", host); err != nil { // want unsafe "LookupSRV"
		return nil, err
	}
	return net.LookupIP(host) // want unsafe "LookupIP"
}
