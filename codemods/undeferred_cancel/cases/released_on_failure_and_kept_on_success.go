package fetch

import (
	"context"
	"errors"
)

type handle struct{ stop context.CancelFunc }

func open(parent context.Context, name string) (h *handle, err error) {
	ctx, cancel := context.WithCancel(parent) // want safe "not called when line 18 returns"
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if name == "" {
		return nil, nil
	}
	if ctx.Err() != nil {
		return nil, errors.New("too late")
	}
	return &handle{stop: cancel}, nil
}
