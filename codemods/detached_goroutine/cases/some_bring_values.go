package tasks

import (
	"context"
	"log"
	"time"
)

type key struct{}

type service struct{ hosts []string }

// One of those that call it has something to carry.
func (s *service) replicate(ctx context.Context, task string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, host := range s.hosts {
		go func() {
			if err := s.download(context.Background(), host, task); err != nil { // want unsafe "has none of the values"
				log.Print(err)
			}
		}()
	}
	return nil
}

func (s *service) Persist(task string) error {
	return s.replicate(context.Background(), task)
}

func (s *service) PersistFor(user, task string) error {
	return s.replicate(context.WithValue(context.Background(), key{}, user), task)
}

func (s *service) download(ctx context.Context, host, task string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		println(host, task, ctx.Value(key{}))
		return nil
	}
}
