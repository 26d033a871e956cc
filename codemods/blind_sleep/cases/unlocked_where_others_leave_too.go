package stream

import (
	"context"
	"sync"
	"time"
)

type source struct {
	mu     sync.Mutex
	locked bool
}

// What may be locked is unlocked, and the function leaves like that where it is asked to.
func (s *source) pause(ctx context.Context) error {
	if s.locked {
		s.mu.Unlock()
		s.locked = false
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	time.Sleep(time.Second) // want unsafe "still waits|goes on"
	s.mu.Lock()
	s.locked = true
	return nil
}
