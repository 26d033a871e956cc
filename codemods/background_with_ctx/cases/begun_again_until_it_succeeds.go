package again

import (
	"context"
	"time"
)

type store interface {
	count(ctx context.Context, id string) (int, error)
}

func forever(f func() error) {
	for f() != nil {
		time.Sleep(time.Second)
	}
}

func insist(f func() error, pause time.Duration) {
	for {
		err := f()
		if err == nil {
			return
		}
		time.Sleep(pause)
	}
}

func thrice(f func() error) (err error) {
	for range 3 {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func useForever(ctx context.Context, s store, id string) int {
	var n int
	forever(func() (err error) {
		n, err = s.count(context.Background(), id)
		return err
	})
	return n
}

func useInsist(ctx context.Context, s store, id string) int {
	var n int
	insist(func() error {
		found, err := s.count(context.Background(), id)
		if err != nil {
			return err
		}
		n = found
		return nil
	}, time.Second)
	return n
}

func recurse(ctx context.Context, s store, pause func()) (int, error) {
	n, err := s.count(context.Background(), "a")
	if err != nil {
		pause()
		return recurse(ctx, s, pause)
	}
	return n, nil
}

func jump(ctx context.Context, s store) int {
again:
	n, err := s.count(context.Background(), "a")
	if err != nil {
		<-time.After(time.Second)
		goto again
	}
	return n
}

// It gives up after a while.
func useThrice(ctx context.Context, s store, id string) (int, error) {
	var n int
	err := thrice(func() (err error) {
		n, err = s.count(context.Background(), id) // want unsafe "s.count gets"
		return err
	})
	return n, err
}

// The literal succeeds whatever has happened.
func useOnce(ctx context.Context, s store, id string) int {
	n := -1
	forever(func() error {
		found, err := s.count(context.Background(), id) // want unsafe "s.count gets"
		if err == nil {
			n = found
		}
		return nil
	})
	return n
}

func recurseSome(ctx context.Context, s store, tries int) (int, error) {
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	if err != nil && tries > 0 {
		return recurseSome(ctx, s, tries-1)
	}
	return n, err
}

func jumpSome(ctx context.Context, s store) (int, error) {
	tries := 0
again:
	n, err := s.count(context.Background(), "a") // want unsafe "s.count gets"
	if err != nil {
		if tries++; tries > 3 {
			return 0, err
		}
		<-time.After(time.Second)
		goto again
	}
	return n, nil
}
