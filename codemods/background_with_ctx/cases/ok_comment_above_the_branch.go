package stage

import (
	"context"
	"time"
)

type update struct{ file, status string }

type stager struct{ fetched []string }

func (s *stager) fetch(ctx context.Context, name string) error {
	s.fetched = append(s.fetched, name)
	return ctx.Err()
}

func (s *stager) progress(ctx context.Context, tell func(context.Context, func(update)) error) error {
	return tell(ctx, func(u update) {
		// When it is done, what came of it is brought here.
		// Use a fresh context because it can take hours and the
		// request may have expired by the time this fires.
		if u.file != "" && u.status == "completed" {
			later, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
			defer cancel()
			if err := s.fetch(later, u.file); err != nil {
				println(err.Error())
			}
		}
	})
}

func number(ctx context.Context, names []string) error { return ctx.Err() }

func validate(ctx context.Context, names []string) error { return ctx.Err() }

func enqueue(ctx context.Context, names []string) error {
	if err := validate(ctx, names); err != nil {
		return err
	}
	// The rest is not stopped once it has been started:
	// it is committed even if the context is cancelled.
	if ctx.Err() != nil {
		return ctx.Err()
	}
	commit := context.Background()
	return number(commit, names)
}
