package disk

import "context"

type key struct{}

type disk struct{ busy int }

// Who gives back a context takes part in the work, whatever it is called.
func (d *disk) trackWork(ctx context.Context, what string) (context.Context, func(), error) {
	d.busy++
	println(what)
	return context.WithValue(ctx, key{}, what), func() { d.busy-- }, ctx.Err()
}

func (d *disk) Read(ctx context.Context, name string) (string, error) {
	ctx, done, err := d.trackWork(context.Background(), "read") // want unsafe "trackWork gets"
	if err != nil {
		return "", err
	}
	defer done()
	return read(ctx, name)
}

func read(ctx context.Context, name string) (string, error) { return name, ctx.Err() }
