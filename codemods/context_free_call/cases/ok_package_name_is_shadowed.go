package store

import "context"

type dialer struct{}

func (dialer) Dial(network, addr string) error { return nil }

func (dialer) Command(name string) error { return nil }

func use(ctx context.Context, addr string) error {
	net, exec := dialer{}, dialer{}
	if err := net.Dial("tcp", addr); err != nil {
		return err
	}
	return exec.Command("x")
}
