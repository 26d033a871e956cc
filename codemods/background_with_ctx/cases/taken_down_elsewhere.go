package network

import (
	"context"
	"os/exec"
)

type plugins interface {
	Setup(ctx context.Context, id string) (string, error)
	Remove(ctx context.Context, id string) error
	Status(ctx context.Context, id string) (string, error)
}

type binaries struct{ dir string }

func (b binaries) Setup(ctx context.Context, id string) (string, error) {
	out, err := exec.CommandContext(ctx, b.dir+"/bridge", "add", id).Output()
	return string(out), err
}

func (b binaries) Remove(ctx context.Context, id string) error {
	return exec.CommandContext(ctx, b.dir+"/bridge", "del", id).Run()
}

func (b binaries) Status(ctx context.Context, id string) (string, error) {
	out, err := exec.CommandContext(ctx, b.dir+"/bridge", "show", id).Output()
	return string(out), err
}

type namespace struct {
	plugins plugins
	id, ip  string
}

func open(ctx context.Context, p plugins, id string) (*namespace, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ip, err := p.Setup(context.TODO(), id)
	if err != nil {
		return nil, err
	}
	return &namespace{plugins: p, id: id, ip: ip}, nil
}

func status(ctx context.Context, p plugins, id string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return p.Status(context.TODO(), id) // want unsafe "p.Status gets"
}

func (n *namespace) release() error {
	return n.plugins.Remove(context.TODO(), n.id)
}
