package lease

import (
	"context"
	"os"
	"time"
)

type op func(context.Context) error

type lock interface {
	Lock(context.Context) error
	Unlock(context.Context) error
}

// What the end of ctx does not end has to be done when that has come.
func returned(ctx context.Context, l lock, ready op) error {
	if err := l.Lock(ctx); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip l.Unlock"
	}
	return l.Unlock(context.WithoutCancel(ctx))
}

func dropped(ctx context.Context, l lock, ready op) error {
	if err := l.Lock(ctx); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip l.Unlock"
	}
	_ = l.Unlock(context.WithoutCancel(ctx))
	return nil
}

// This one fails in any case when ctx has ended.
func underIt(ctx context.Context, l lock, ready op) error {
	if err := l.Lock(ctx); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return l.Unlock(ctx)
}

func mode(ctx context.Context, path string, ready op) error {
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip os.Chmod\\(path, 0o400\\)"
	}
	return os.Chmod(path, 0o400)
}

// The mode of something else.
func modes(ctx context.Context, path, other string, ready op) error {
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return os.Chmod(other, 0o400)
}
