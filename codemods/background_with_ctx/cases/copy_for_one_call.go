package store

import "context"

type session interface {
	WithContext(ctx context.Context) session
	Load(name string) (string, error)
	Touch(name string) error
}

func load(ctx context.Context, s session, name string) (string, error) {
	own := s.WithContext(context.Background()) // want unsafe "s.WithContext gets context.Background\\(\\)"
	if err := own.Touch(name); err != nil {
		return "", err
	}
	return own.Load(name)
}
