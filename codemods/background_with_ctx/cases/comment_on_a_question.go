package eval

import "context"

type step struct{ n int }

func contextDone(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	default:
		return nil
	}
}

func (s *step) eval(ctx context.Context) error {
	// We check for a timeout or a cancellation here.
	if err := contextDone(context.Background()); err != nil { // want unsafe "contextDone gets"
		return err
	}
	s.n++
	return nil
}
