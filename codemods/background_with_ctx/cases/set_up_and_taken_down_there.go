package volumes

import (
	"context"
	"os/exec"
)

type mounter struct{ dir string }

func (m mounter) Mount(ctx context.Context, id string) error {
	return exec.CommandContext(ctx, "mount", m.dir, id).Run()
}

func (m mounter) Unmount(ctx context.Context, id string) error {
	return exec.CommandContext(ctx, "umount", m.dir, id).Run()
}

type volume struct {
	mounter mounter
	id      string
}

func open(ctx context.Context, m mounter, id string) (*volume, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := m.Mount(context.TODO(), id); err != nil { // want unsafe "m.Mount gets"
		if err := m.Unmount(context.TODO(), id); err != nil {
			println(err.Error())
		}
		return nil, err
	}
	return &volume{mounter: m, id: id}, nil
}

func (v *volume) release() error {
	return v.mounter.Unmount(context.TODO(), v.id)
}
