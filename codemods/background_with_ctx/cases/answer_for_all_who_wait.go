package wait

import "context"

type store interface {
	count(ctx context.Context, id string) (int, error)
}

type answer struct {
	n   int
	err error
}

func lead(ctx context.Context, s store, waiting []chan<- answer) error {
	n, err := s.count(context.Background(), "a")
	for _, w := range waiting {
		w <- answer{n, err}
	}
	return err
}

// Who gave the context is the one who waits.
func one(ctx context.Context, s store, out chan<- answer) {
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	out <- answer{n, err}
}
