package feed

import "context"

// What it returns only tells how it has ended: it works for somebody else.
func start(ctx context.Context, work func(context.Context) error) <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- work(ctx) }()
	return ended
}

type server struct{ ended <-chan error }

func (s *server) listen(ctx context.Context, work func(context.Context) error) {
	s.ended = start(context.Background(), work)
}
