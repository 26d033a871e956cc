package drive

import (
	"context"
	"time"
)

type drive struct {
	request func(path, name string) error
	list    func(path string) ([]string, error)
}

// The folder is there: an error would say that it is not.
func (d *drive) makeFolder(ctx context.Context, name string) error {
	err := d.request("/folder", name)
	if err == nil {
		time.Sleep(10 * time.Second) // want none "the function only reports its success"
	}
	return err
}

// Here the wait is for what comes behind.
func (d *drive) find(ctx context.Context, name string) (bool, error) {
	err := d.request("/folder", name)
	if err == nil {
		time.Sleep(10 * time.Second) // want unsafe "waits to the end"
		var all []string
		all, err = d.list("/")
		return len(all) > 0, err
	}
	return false, err
}

// Nothing is done yet: it waits for as long as it is told to.
func (d *drive) limit(ctx context.Context, reserve func(context.Context) (time.Duration, error)) error {
	pause, err := reserve(ctx)
	if err == nil {
		time.Sleep(pause) // want unsafe "waits to the end"
	}
	return err
}
