package serve

import (
	"context"
)

type store struct{}

func (s *store) load(ctx context.Context, name string) error { return ctx.Err() }

// A goroutine that ends with the rest does not end it.
func first(ctx context.Context, s *store, names <-chan string) error {
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case name := <-names:
				println(name)
			}
		}
	}()
	return s.load(context.Background(), "first") // want unsafe "load"
}

// Nobody has called it yet.
func second(ctx context.Context, s *store) (func(), error) {
	wait := func() {
		<-ctx.Done()
		println("over")
	}
	return wait, s.load(context.Background(), "second") // want unsafe "load"
}
