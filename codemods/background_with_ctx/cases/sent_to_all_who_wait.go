package flights

import (
	"context"
	"sync"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

type answer struct {
	n   int
	err error
}

type desk struct {
	s       store
	mu      sync.Mutex
	waiting map[string][]chan answer
}

func tell(ctx context.Context, s store, ws []chan<- answer) error {
	n, err := s.count(context.Background(), "a")
	for _, w := range ws {
		w <- answer{n, err}
	}
	return err
}

func (d *desk) lead(ctx context.Context, id string) (int, error) {
	n, err := d.s.count(context.Background(), id)
	d.mu.Lock()
	waiting := d.waiting[id]
	delete(d.waiting, id)
	d.mu.Unlock()
	for _, w := range waiting {
		w <- answer{n: n, err: err}
	}
	return n, err
}

// Only what has been found is told.
func tellFound(ctx context.Context, s store, ws []chan<- int) error {
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	if err != nil {
		return err
	}
	for _, w := range ws {
		w <- n
	}
	return nil
}

// One waits, and that is who has called.
func tellOne(ctx context.Context, s store, w chan<- answer) {
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	w <- answer{n, err}
}
