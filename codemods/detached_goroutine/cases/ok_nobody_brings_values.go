package tasks

import (
	"context"
	"log"
	"time"
)

type key struct{}

type service struct{ hosts []string }

// All that call it have nothing to carry either.
func (s *service) replicate(ctx context.Context, task string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, host := range s.hosts {
		go func() {
			if err := s.download(context.Background(), host, task); err != nil {
				log.Print(err)
			}
		}()
	}
	return nil
}

func (s *service) Persist(task string) error {
	return s.replicate(context.Background(), task)
}

func (s *service) PersistAll(tasks []string) {
	ctx := context.Background()
	for _, task := range tasks {
		if err := s.replicate(ctx, task); err != nil {
			log.Print(err)
		}
	}
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
