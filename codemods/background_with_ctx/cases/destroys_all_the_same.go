package images

import (
	"context"
	"errors"
	"os"
)

var errNotFound = errors.New("not found")

type store interface {
	Image(ctx context.Context, id string) (*image, error)
	Alias(ctx context.Context, id string) (string, error)
}

type image struct{ path string }

// Whatever the store says but that there is none, the file is written anew.
func fetch(ctx context.Context, s store, dir, id string) (*image, error) {
	img, err := s.Image(context.Background(), id)
	if err == nil {
		id = img.path
	} else if errors.Is(err, errNotFound) {
		id = "other/" + id
	}
	if img != nil {
		return img, nil
	}
	f, err := os.Create(dir + id)
	if err != nil {
		return nil, err
	}
	return &image{path: f.Name()}, f.Close()
}

// Here it says why it failed before anything is written.
func fetchOnce(ctx context.Context, s store, dir, id string) (*image, error) {
	img, err := s.Image(context.Background(), id) // want unsafe "s.Image gets"
	if err == nil {
		return img, nil
	} else if !errors.Is(err, errNotFound) {
		return nil, err
	}
	f, err := os.Create(dir + id)
	if err != nil {
		return nil, err
	}
	return &image{path: f.Name()}, f.Close()
}

// What was made of the failure is cleared away, and nothing else.
func check(ctx context.Context, s store, path, id string) error {
	name, err := s.Alias(context.Background(), id) // want unsafe "s.Alias gets"
	if err != nil {
		os.Remove(path)
		return err
	}
	return os.WriteFile(path, []byte(name), 0o600)
}
