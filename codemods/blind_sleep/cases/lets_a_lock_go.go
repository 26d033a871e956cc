package tidy

import (
	"context"
	"sync"
	"time"
)

type store struct {
	mu   sync.RWMutex
	list []string
}

// The deferred call needs the lock.
func (s *store) tidy(ctx context.Context, one func(context.Context, string)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range s.list {
		s.mu.Unlock()
		time.Sleep(time.Second) // want none "what is unlocked on line 19 has to be locked when the function leaves"
		s.mu.Lock()
		one(ctx, name)
	}
	return nil
}

// The deferred call locks it itself.
func (s *store) count(ctx context.Context, one func(context.Context)) error {
	s.mu.Lock()
	s.list = nil
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.list = []string{}
		s.mu.Unlock()
	}()
	for {
		one(ctx)
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

// The caller has locked it.
func (s *store) pause(ctx context.Context, one func(context.Context)) error {
	s.mu.RUnlock()
	time.Sleep(time.Minute) // want none "what is unlocked on line 45"
	s.mu.RLock()
	one(ctx)
	return nil
}

// What a goroutine unlocks is its own affair.
func (s *store) all(ctx context.Context, one func(context.Context, *store)) error {
	for {
		go func() {
			s.mu.Lock()
			one(ctx, s)
			s.mu.Unlock()
		}()
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}

func (s *store) add(ctx context.Context, next func(context.Context) string) error {
	for {
		s.mu.Lock()
		s.list = append(s.list, next(ctx))
		s.mu.Unlock()
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
}
