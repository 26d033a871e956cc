package barrier

import (
	"context"
	"io"
	"sync"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

func piped(ctx context.Context, s store, ids []string) error {
	pr, pw := io.Pipe()
	errc := make(chan error, 1)
	go func() {
		n, err := s.count(context.Background(), "header")
		if err != nil {
			errc <- err
			return
		}
		_, err = io.Copy(io.Discard, io.LimitReader(pr, int64(n)))
		errc <- err
	}()
	for _, id := range ids {
		if _, err := io.WriteString(pw, id); err != nil {
			return err
		}
	}
	pw.Close()
	return <-errc
}

func barrier(ctx context.Context, s store, n int) {
	var wg sync.WaitGroup
	ready := make(chan struct{})
	wg.Add(n)
	for range n {
		go func() {
			if _, err := s.count(context.Background(), "a"); err != nil {
				return
			}
			wg.Done()
			<-ready
		}()
	}
	wg.Wait()
	close(ready)
}

func found(ctx context.Context, s store) int {
	found := make(chan int)
	go func() {
		n, err := s.count(context.Background(), "a")
		if err != nil {
			return
		}
		found <- n
	}()
	return <-found
}

func group(ctx context.Context, s store, n int) {
	var wg sync.WaitGroup
	wg.Add(n)
	for range n {
		go func() {
			defer wg.Done()
			if _, err := s.count(context.Background(), "a"); err != nil { // want unsafe "s.count gets"
				return
			}
		}()
	}
	wg.Wait()
}

// A failure is told, too.
func foundOrNone(ctx context.Context, s store) int {
	found := make(chan int, 1)
	go func() {
		n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
		if err != nil {
			found <- -1
			return
		}
		found <- n
	}()
	return <-found
}
