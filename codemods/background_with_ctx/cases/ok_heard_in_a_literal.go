package serve

import (
	"context"
	"net/http"
	"sync"
)

type store struct{}

func (s *store) load(ctx context.Context, name string) error { return ctx.Err() }

// The server is ended by the goroutine.
func serve(ctx context.Context, s *store, server *http.Server) error {
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		return err
	}
	return s.load(context.Background(), "served")
}

// The goroutine is waited for.
func join(ctx context.Context, s *store, names <-chan string) error {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			select {
			case <-ctx.Done():
				return
			case name := <-names:
				println(name)
			}
		}
	}()
	wg.Wait()
	return s.load(context.Background(), "joined")
}

// It comes back when all is over.
func wait(ctx context.Context, s *store) error {
	wait := func() {
		<-ctx.Done()
		println("over")
	}
	wait()
	return s.load(context.Background(), "waited")
}
