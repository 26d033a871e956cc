package fetch

import (
	"context"
	"errors"
)

func watch(parent context.Context, name string) (<-chan string, error) {
	ctx, cancel := context.WithCancel(parent) // want safe "not released|return"
	if name == "" {
		return nil, errors.New("no name")
	}
	if len(name) > 100 {
		return nil, errors.New("name too long")
	}
	names := make(chan string)
	go func() {
		defer cancel()
		defer close(names)
		select {
		case names <- name:
		case <-ctx.Done():
		}
	}()
	return names, nil
}
