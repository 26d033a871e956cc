package fill

import (
	"context"
	"log"
	"sync"
	"time"
)

type source func(context.Context, int) (string, error)

func slots(ctx context.Context, ids []int, get source) ([]string, error) {
	out := make([]string, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				s, err := get(ctx, id)
				if err == nil {
					out[i] = s
					return
				}
				time.Sleep(time.Second) // want none "the function around it counts on what is done on line 22"
			}
		}()
	}
	wg.Wait()
	return out, nil
}

func stored(ctx context.Context, ids []int, get source) map[int]string {
	var found sync.Map
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, id := range ids {
			time.Sleep(time.Second) // want none "the function around it counts on what is done on line 41"
			if s, err := get(ctx, id); err == nil {
				found.Store(id, s)
			}
		}
	}()
	<-done
	out := map[int]string{}
	for _, id := range ids {
		if s, ok := found.Load(id); ok {
			out[id] = s.(string)
		}
	}
	return out
}

// It asks whether all has been done.
func asked(ctx context.Context, ids []int, get source) ([]string, error) {
	out := make([]string, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				s, err := get(ctx, id)
				if err == nil {
					out[i] = s
					return
				}
				time.Sleep(time.Second) // want unsafe "each round still waits"
			}
		}()
	}
	wg.Wait()
	return out, ctx.Err()
}

// Nothing comes of it but what is logged.
func warmed(ctx context.Context, ids []int, get source) {
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				if _, err := get(ctx, id); err == nil {
					log.Println("warmed", id)
					return
				}
				time.Sleep(time.Second) // want unsafe "each round still waits"
			}
		}()
	}
	wg.Wait()
}

// It goes on until somebody ends it, and is never done.
func latest(ctx context.Context, id int, get source) string {
	var last string
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			if s, err := get(ctx, id); err == nil {
				last = s
			}
			time.Sleep(time.Second) // want unsafe "each round still waits"
		}
	}()
	wg.Wait()
	return last
}
