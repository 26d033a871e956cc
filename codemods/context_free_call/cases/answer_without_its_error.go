package certificates

import (
	"context"
	"net"
)

type issuer struct {
	wait func(context.Context) error
}

// A certificate without addresses would be made of an answer that was broken off.
func (i *issuer) namesOf(ctx context.Context, host string) ([]string, error) {
	if err := i.wait(ctx); err != nil {
		return nil, err
	}
	names := []string{host}
	addresses, _ := net.LookupHost(host)
	return append(names, addresses...), nil
}

func (i *issuer) allNamesOf(ctx context.Context, host string) ([]string, error) {
	if err := i.wait(ctx); err != nil {
		return nil, err
	}
	addresses, err := net.LookupHost(host) // want unsafe "net.LookupHost works without the context ctx"
	if err != nil {
		return nil, err
	}
	return append([]string{host}, addresses...), nil
}
