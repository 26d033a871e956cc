package auth

import (
	"context"
	"errors"
	"net/http"
)

type source interface {
	Token() (string, error)
}

type maker func(ctx context.Context, settings map[string]string) (source, error)

type registry struct{ makers map[string]maker }

func (r registry) get(kind string) (maker, error) {
	m, ok := r.makers[kind]
	if !ok {
		return nil, errors.New("no such kind")
	}
	return m, nil
}

var all = registry{makers: map[string]maker{}}

// NewFromConfig makes a source of that kind.
func NewFromConfig(ctx context.Context, kind string, settings map[string]string) (source, error) {
	m, err := all.get(kind)
	if err != nil {
		return nil, err
	}
	return m(ctx, settings)
}

func checkToken(ctx context.Context, kind string) (string, error) {
	m, err := all.get(kind)
	if err != nil {
		return "", err
	}
	s, err := m(ctx, nil)
	if err != nil {
		return "", err
	}
	return s.Token()
}

// A source may be kept under its name, with its context.
func test(w http.ResponseWriter, r *http.Request) {
	s, err := NewFromConfig(context.Background(), r.PathValue("kind"), nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if _, err := s.Token(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

// What only gives a text has nothing to keep.
func check(w http.ResponseWriter, r *http.Request) {
	token, err := checkToken(context.Background(), r.PathValue("kind")) // want unsafe "checkToken gets"
	if err != nil || token == "" {
		http.Error(w, "no token", http.StatusBadRequest)
	}
}
