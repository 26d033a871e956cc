package store

import (
	"context"
	"errors"
)

// Where errors are told of.
var events interface {
	Write(ctx context.Context, op string) error
}

var errLate = errors.New("too late")

// What is asked is whether the context has ended, so it must be the caller's.
func Load(ctx context.Context, id string) (string, error) {
	text, err := load(ctx, id)
	if err != nil {
		return "", toError(context.Background(), err) // want unsafe "toError gets"
	}
	return text, nil
}

// Whether the failure can be told does not depend on the caller.
func Save(ctx context.Context, id string) error {
	if _, err := load(ctx, id); err != nil {
		return report(context.Background(), err)
	}
	return nil
}

// It wraps for the caller, whatever it tells others with the caller's context.
func Drop(ctx context.Context, id string) error {
	if _, err := load(ctx, id); err != nil {
		return Wrap(context.Background(), err, "drop") // want unsafe "Wrap gets"
	}
	return nil
}

func Wrap(ctx context.Context, err error, op string) error {
	return errors.Join(errors.New(op), err, events.Write(ctx, op))
}

func toError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errLate
	}
	return err
}

func report(ctx context.Context, err error) error {
	_, sendErr := load(ctx, err.Error())
	return errors.Join(err, sendErr)
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
