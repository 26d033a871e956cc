package poll

import "context"

type source interface {
	Context() context.Context
	Fetch(ctx context.Context, name string) error
}

func run(ctx context.Context, s source) error {
	if err := s.Context().Err(); err != nil {
		return err
	}
	return s.Fetch(ctx, "gopher")
}
