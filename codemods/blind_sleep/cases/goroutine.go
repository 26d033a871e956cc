package scan

import (
	"context"
	"sync"
	"time"
)

// start runs until the context ends, and for a minute more.
func start(ctx context.Context, scan func(context.Context)) {
	go func() {
		for {
			scan(ctx)
			time.Sleep(time.Minute) // want unsafe "each round still waits"
		}
	}()
}

func workers(ctx context.Context, n int, work func(context.Context)) *sync.WaitGroup {
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for ctx.Err() == nil {
				work(ctx)
				time.Sleep(time.Minute) // want unsafe "the function still waits to the end"
			}
		}()
	}
	return &wg
}

type failure struct{ err error }

func (f *failure) set(err error) { f.err = err }

// What it could not do it says to the one who waits for all of them.
func retrieveAll(ctx context.Context, n int, retrieve func(context.Context) error) error {
	var wg sync.WaitGroup
	var failed failure
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; ; i++ {
				err := retrieve(ctx)
				if err == nil {
					return
				}
				if i == 3 {
					failed.set(err)
					return
				}
				time.Sleep(time.Second) // want none "tells of its errors in another way"
			}
		}()
	}
	wg.Wait()
	return failed.err
}
