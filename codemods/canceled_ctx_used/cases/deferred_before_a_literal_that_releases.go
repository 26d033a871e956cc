package store

import (
	"context"
	"sync"
	"time"
)

type store struct{ last string }

func (s *store) put(ctx context.Context, k string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		s.last = k
		return nil
	}
}

func literal(ctx context.Context, s *store) error {
	wctx, cancel := context.WithTimeout(ctx, time.Second)
	defer s.put(wctx, "end") // want none "cancel is deferred later, on line 30, and so runs earlier"
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.put(wctx, "b")
	}()
	defer func() {
		cancel()
		wg.Wait()
	}()
	return s.put(wctx, "a")
}

// Whether this one releases it is not known.
func perhaps(ctx context.Context, s *store, early bool) error {
	wctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	defer s.put(wctx, "end")
	defer func() {
		if early {
			cancel()
		}
	}()
	return s.put(wctx, "a")
}
