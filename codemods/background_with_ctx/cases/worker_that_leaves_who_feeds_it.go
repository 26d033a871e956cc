package warm

import "context"

type kv interface {
	Get(ctx context.Context, k string) (string, error)
}

func warm(ctx context.Context, s kv, keys []string) error {
	in := make(chan string)
	errc := make(chan error, 1)
	go func() {
		for k := range in {
			if _, err := s.Get(context.Background(), k); err != nil {
				errc <- err
				return
			}
		}
		errc <- nil
	}()
	for _, k := range keys {
		in <- k
	}
	close(in)
	return <-errc
}

// It goes on with the next.
func warmAll(ctx context.Context, s kv, keys []string) error {
	in := make(chan string)
	errc := make(chan error, 1)
	go func() {
		var first error
		for k := range in {
			if _, err := s.Get(context.Background(), k); err != nil && first == nil { // want unsafe "s.Get gets"
				first = err
			}
		}
		errc <- first
	}()
	for _, k := range keys {
		in <- k
	}
	close(in)
	return <-errc
}

// There is room for all that is sent.
func warmMany(ctx context.Context, s kv, keys []string) error {
	in := make(chan string, len(keys))
	errc := make(chan error, 1)
	go func() {
		for k := range in {
			if _, err := s.Get(context.Background(), k); err != nil { // want unsafe "s.Get gets"
				errc <- err
				return
			}
		}
		errc <- nil
	}()
	for _, k := range keys {
		in <- k
	}
	close(in)
	return <-errc
}

// Who sends looks whether it has left.
func warmUntil(ctx context.Context, s kv, keys []string) error {
	in := make(chan string)
	errc := make(chan error, 1)
	go func() {
		for k := range in {
			if _, err := s.Get(context.Background(), k); err != nil { // want unsafe "s.Get gets"
				errc <- err
				return
			}
		}
		errc <- nil
	}()
	for _, k := range keys {
		select {
		case in <- k:
		case err := <-errc:
			return err
		}
	}
	close(in)
	return <-errc
}
