package mapper

import (
	"context"
	"errors"
)

type mapper struct{ known map[string]string }

func (m *mapper) reset(ctx context.Context) {
	println(ctx.Err() == nil)
	m.known = nil
}

func (m *mapper) find(ctx context.Context, kind string) (string, error) {
	if name, ok := m.known[kind]; ok {
		return name, ctx.Err()
	}
	return "", errors.New("unknown")
}

// The work goes on under the context.
func (m *mapper) name(ctx context.Context, kind string) (string, error) {
	name, err := m.find(ctx, kind)
	if err != nil && kind != "" {
		m.reset(context.Background()) // want unsafe "reset gets"
		name, err = m.find(ctx, kind+"s")
	}
	return name, err
}

// Here it may be why.
func (m *mapper) mustName(ctx context.Context, kind string) (string, error) {
	name, err := m.find(ctx, kind)
	if err != nil {
		m.reset(context.Background())
		return "", err
	}
	return name, nil
}
