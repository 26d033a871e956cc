package storage

import (
	"context"
	"io"
)

type object interface {
	Attrs(ctx context.Context) (int, error)
	NewReader(ctx context.Context) (io.ReadCloser, error)
}

type pending struct {
	size int
	body io.ReadCloser
}

type input struct{ objects []object }

// What is read is read by the calls that come later.
func (i *input) target(ctx context.Context) (*pending, error) {
	o := i.objects[0]
	size, err := o.Attrs(ctx)
	if err != nil {
		return nil, err
	}
	body, err := o.NewReader(context.Background())
	if err != nil {
		return nil, err
	}
	return &pending{size: size, body: body}, nil
}
