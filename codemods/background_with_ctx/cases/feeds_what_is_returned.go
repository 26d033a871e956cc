package feed

import (
	"context"
	"io"
)

type item struct{ n int }

// The goroutine has nobody to send to when the caller has given up.
func items(ctx context.Context, from source) <-chan item {
	found := make(chan item)
	go func() {
		defer close(found)
		for {
			it, err := from.next(context.Background()) // want unsafe "next gets"
			if err != nil {
				return
			}
			found <- it
		}
	}()
	return found
}

func sum(ctx context.Context, from source) (n int) {
	for it := range items(context.Background(), from) { // want unsafe "items gets"
		n += it.n
	}
	return n
}

func read(ctx context.Context, from source) (io.Reader, error) {
	s, err := from.open(context.Background()) // want unsafe "open gets"
	if err != nil {
		return nil, err
	}
	r, w := io.Pipe()
	go func() {
		_, err := io.Copy(w, s)
		_ = w.CloseWithError(err)
	}()
	return r, nil
}

type source interface {
	next(ctx context.Context) (item, error)
	open(ctx context.Context) (io.Reader, error)
}
