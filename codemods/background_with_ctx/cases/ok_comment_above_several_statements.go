package desktop

import "context"

type event struct{ name string }

type session struct{ name string }

func (s *session) record(ctx context.Context, e event) error { return ctx.Err() }

func (s *session) end() event { return event{name: s.name} }

func (s *session) run(ctx context.Context) error { return ctx.Err() }

func serve(ctx context.Context, s *session) error {
	err := s.run(ctx)

	// ctx may have been canceled, so emit with a separate context
	last := s.end()
	if err := s.record(context.Background(), last); err != nil {
		return err
	}
	return err
}
