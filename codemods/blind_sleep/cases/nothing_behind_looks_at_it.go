package drive

import (
	"context"
	"time"
)

type file struct{ name string }

type drive struct {
	post func(path, name string) ([]file, error)
}

func (d *drive) List(ctx context.Context, folder string) ([]file, error) {
	return d.post("/list", folder)
}

func (d *drive) Rename(ctx context.Context, f file, name string) error {
	_, err := d.post("/rename", f.name+name)
	return err
}

func (d *drive) Remove(ctx context.Context, f file) error {
	_, err := d.post("/remove", f.name)
	return err
}

func (d *drive) Update(ctx context.Context, f file) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		_, err := d.post("/update", f.name)
		return err
	}
}

// The file is there under another name, and what puts it into its place does not look at the context.
func (d *drive) settle(ctx context.Context, folder, name string) error {
	time.Sleep(10 * time.Second) // want none "what comes on line 46 does not look at it, and may have to be done all the same"
	files, err := d.List(ctx, folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := d.Remove(ctx, f); err != nil {
			return err
		}
		if err := d.Rename(ctx, f, name); err != nil {
			return err
		}
	}
	return nil
}

// Here something does.
func (d *drive) refresh(ctx context.Context, folder, name string) error {
	time.Sleep(10 * time.Second) // want unsafe "waits to the end"
	files, err := d.List(ctx, folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := d.Update(ctx, f); err != nil {
			return err
		}
		if err := d.Rename(ctx, f, name); err != nil {
			return err
		}
	}
	return nil
}
