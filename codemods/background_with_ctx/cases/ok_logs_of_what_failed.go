package driver

import (
	"context"
	"io"
)

type api struct{}

func (a *api) Logs(_ context.Context, name string) (io.ReadCloser, error) { return nil, io.EOF }

type driver struct{ api *api }

func (d *driver) run(ctx context.Context) error { return ctx.Err() }

func (d *driver) copyLogs(ctx context.Context, out io.Writer) error {
	r, err := d.api.Logs(ctx, "boot")
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(out, r)
	return err
}

func boot(ctx context.Context, d *driver, out io.Writer) error {
	for try := 1; ; try++ {
		if err := d.run(ctx); err != nil {
			if try > 15 {
				d.copyLogs(context.TODO(), out)
				if try > 20 {
					println("many")
				}
				return err
			}
			continue
		}
		return nil
	}
}
