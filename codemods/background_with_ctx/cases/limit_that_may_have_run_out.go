package probe

import (
	"context"
	"errors"
	"log"
	"time"
)

type store struct{}

func (store) Get(ctx context.Context, key string) (string, error) { return key, ctx.Err() }
func (store) Next(ctx context.Context) (string, bool)             { return "", ctx.Err() == nil }

func fallback(ctx context.Context, s store, key string) (string, error) {
	fast, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	v, err := s.Get(fast, key)
	if err == nil {
		return v, nil
	}
	log.Println("primary:", err)
	return s.Get(context.TODO(), key+"/replica") // want unsafe "instead of the context ctx,"
}

func unless(ctx context.Context, s store, key string) (string, error) {
	fast, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	if _, err := s.Get(fast, key); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return "", err
	}
	return s.Get(context.TODO(), key+"/replica") // want unsafe "instead of the context ctx,"
}

func window(ctx context.Context, s store) (string, error) {
	win, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	last := ""
	for {
		v, ok := s.Next(win)
		if !ok {
			break
		}
		last = v
	}
	return s.Get(context.TODO(), last) // want unsafe "instead of the context ctx,"
}

// Where what it was for has succeeded, it is still there.
func second(ctx context.Context, s store, key string) (string, error) {
	fast, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	v, err := s.Get(fast, key)
	if err != nil {
		return "", err
	}
	return s.Get(context.TODO(), v) // want unsafe "instead of the context fast,"
}
