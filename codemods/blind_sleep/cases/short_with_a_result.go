package build

import (
	"context"
	"errors"
	"time"
)

type builder struct {
	run func(ctx context.Context, name string) (int, error)
}

// What it has built would be lost, for so little.
func (b *builder) build(ctx context.Context, name string) (map[string]int, error) {
	code, err := b.run(ctx, name)
	if err != nil {
		return nil, err
	} else if code != 0 {
		return nil, errors.New("failed")
	}
	time.Sleep(250 * time.Millisecond)
	return map[string]int{name: code}, nil
}

func (b *builder) buildSlowly(ctx context.Context, name string) (map[string]int, error) {
	code, err := b.run(ctx, name)
	if err != nil {
		return nil, err
	}
	time.Sleep(time.Minute) // want unsafe "waits to the end"
	return map[string]int{name: code}, nil
}

// There is nothing to lose yet.
func (b *builder) name(ctx context.Context) (string, error) {
	time.Sleep(250 * time.Millisecond) // want unsafe "waits to the end"
	return "name", nil
}

func (b *builder) try(ctx context.Context) (string, error) {
	if _, err := b.run(ctx, "try"); err != nil {
		return "", err
	}
	time.Sleep(250 * time.Millisecond) // want unsafe "waits to the end"
	return "", nil
}
