package bulk

import (
	"context"
	"fmt"
)

type job struct{ id string }

type sink struct{ jobs map[string]*job }

func (s *sink) createJob(ctx context.Context, id string) error { return ctx.Err() }

func (s *sink) upload(ctx context.Context, id string) error { return ctx.Err() }

func (s *sink) bulkAbortJob(ctx context.Context, id string) error { return ctx.Err() }

func (s *sink) write(ctx context.Context, id string) error {
	if err := s.createJob(context.Background(), id); err != nil { // want unsafe "createJob gets"
		return err
	}
	if err := s.upload(ctx, id); err != nil {
		if aborted := s.bulkAbortJob(context.Background(), id); aborted != nil {
			fmt.Println("not aborted:", aborted)
		}
		return err
	}
	return nil
}
