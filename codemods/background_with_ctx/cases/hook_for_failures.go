package steps

import (
	"context"
	"errors"
)

type Step interface {
	Run(ctx context.Context, state map[string]string) (bool, error)
}

type onError struct {
	step, hook Step
}

// The deadline of the step may be why.
func (o onError) Run(ctx context.Context, state map[string]string) (bool, error) {
	ok, err := o.step.Run(ctx, state)
	if err == nil {
		return ok, nil
	}
	if !errors.Is(err, context.Canceled) {
		_, failed := o.hook.Run(context.Background(), state)
		err = errors.Join(err, failed)
	}
	return ok, err
}

type onSuccess struct {
	step, hook Step
}

func (o onSuccess) Run(ctx context.Context, state map[string]string) (bool, error) {
	ok, err := o.step.Run(ctx, state)
	if err != nil {
		return ok, err
	}
	return o.hook.Run(context.Background(), state) // want unsafe "o.hook.Run gets"
}
