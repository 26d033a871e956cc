package upload

import (
	"context"
	"fmt"
	"time"
)

type storage interface {
	Begin(ctx context.Context, name string) (int, error)
	Put(ctx context.Context, id int, part []byte) error
}

type loggerKey struct{}

// put has nobody who gives up: its callee has the context for what it carries.
func put(s storage, name string, parts [][]byte, log func(string)) error {
	ctx := context.WithValue(context.Background(), loggerKey{}, log)
	return upload(ctx, s, name, parts)
}

func upload(ctx context.Context, s storage, name string, parts [][]byte) error {
	if log, ok := ctx.Value(loggerKey{}).(func(string)); ok {
		log(name)
	}
	id, err := s.Begin(context.Background(), name)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	for _, part := range parts {
		if err := s.Put(ctx, id, part); err != nil {
			return err
		}
	}
	return nil
}

func putUnder(ctx context.Context, s storage, name string, parts [][]byte) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	return uploadUnder(ctx, s, name, parts)
}

func uploadUnder(ctx context.Context, s storage, name string, parts [][]byte) error {
	id, err := s.Begin(context.Background(), name) // want unsafe "goes on after the caller has given up"
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	for _, part := range parts {
		if err := s.Put(ctx, id, part); err != nil {
			return err
		}
	}
	return nil
}

// check has one that carries nothing: whoever gives it another would want it here, too.
func check(s storage, name string) error {
	return begin(context.Background(), s, name)
}

func begin(ctx context.Context, s storage, name string) error {
	id, err := s.Begin(context.Background(), name) // want unsafe "goes on after the caller has given up"
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	return s.Put(ctx, id, nil)
}
