package drive

import (
	"context"
	"errors"
	"time"
)

type result = struct {
	Posted bool
	Reason string
}

type drive struct{ dirs []string }

var errExists = errors.New("exists")

func (d *drive) request(name string) error {
	d.dirs = append(d.dirs, name)
	return nil
}

func (d *drive) MakeDir(ctx context.Context, name string) error {
	err := d.request(name)
	if err == nil || err.Error() == "being made" {
		time.Sleep(5 * time.Second) // want unsafe "the function still waits"
	}
	if err != nil && err.Error() == "being made" {
		return errExists
	}
	return err
}

func (d *drive) Post(ctx context.Context, name string) (result, error) {
	for range 3 {
		if d.request(name) == nil && ctx.Err() == nil {
			return result{Posted: true}, nil
		}
		time.Sleep(5 * time.Second) // want unsafe "the function still waits"
	}
	return result{Reason: name}, errExists
}
