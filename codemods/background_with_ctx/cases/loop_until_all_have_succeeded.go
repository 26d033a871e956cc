package p

import (
	"context"
	"errors"
	"time"
)

type part struct{ ready chan bool }

func (p *part) check(ctx context.Context) error {
	select {
	case <-p.ready:
		return nil
	case <-time.After(time.Second):
		return errors.New("not ready")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// With a context that has ended no check would succeed, and start would wait for ever.
func start(ctx context.Context, parts []*part) error {
	waiting := map[*part]error{}
	for _, p := range parts {
		if err := p.check(ctx); err != nil {
			waiting[p] = err
		}
	}
	ready := make(chan struct{})
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			for p := range waiting {
				if err := func() error {
					limited, cancel := context.WithTimeout(context.Background(), time.Second)
					defer cancel()
					return p.check(limited)
				}(); err != nil {
					waiting[p] = err
				} else {
					delete(waiting, p)
				}
			}
			if len(waiting) == 0 {
				close(ready)
				break
			}
			<-ticker.C
		}
	}()
	<-ready
	return nil
}

// It goes round a number of times, whatever has become of the checks.
func tryAll(ctx context.Context, parts []*part) int {
	count, rounds := 0, 0
	for {
		for _, p := range parts {
			if err := p.check(context.Background()); err == nil { // want unsafe "p.check gets context.Background"
				count++
			}
		}
		rounds++
		if rounds == 3 {
			return count
		}
		time.Sleep(time.Second)
	}
}

// It is left where a page cannot be had.
func pages(ctx context.Context, p *part, more func() (bool, error)) error {
	for {
		err := p.check(context.Background()) // want unsafe "p.check gets context.Background"
		if err != nil {
			return err
		}
		next, err := more()
		if err != nil {
			return err
		}
		if !next {
			return nil
		}
	}
}
