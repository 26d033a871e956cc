package files

import (
	"context"
	"fmt"
	"os"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

func replaced(ctx context.Context, s store, path string) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	n, err := s.count(context.Background(), "a")
	if err != nil {
		return err
	}
	text := fmt.Sprintln("count", n)
	return os.WriteFile(path, []byte(text), 0o600)
}

// The old content is there until the new one is.
func replacedLast(ctx context.Context, s store, path string) error {
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	return os.WriteFile(path, fmt.Append(nil, n), 0o600)
}

// What is removed is another file.
func beside(ctx context.Context, s store, path string) error {
	if err := os.Remove(path + ".old"); err != nil {
		return err
	}
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	if err != nil {
		return err
	}
	return os.WriteFile(path, fmt.Append(nil, n), 0o600)
}
