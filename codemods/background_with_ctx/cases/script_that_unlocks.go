package locks

import (
	"context"
	"errors"
	"time"
)

type scripts struct{ answers chan string }

func (s *scripts) eval(ctx context.Context, script, key string) (string, error) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case answer := <-s.answers:
		return answer + script + key, nil
	case <-timer.C:
		return "", errors.New("late")
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

type client struct{ inner *scripts }

// Eval is called with what is left of a calculation, which may be nothing.
func (c *client) Eval(ctx context.Context, script, key string) (string, error) {
	return c.inner.eval(context.TODO(), script, key)
}

type runner interface {
	Eval(ctx context.Context, script, key string) (string, error)
}

type lock struct{ runner runner }

func (l *lock) Unlock(ctx context.Context, key string) error {
	_, err := l.runner.Eval(ctx, "del", key)
	return err
}

type counters struct{ inner *scripts }

func (c *counters) Eval(ctx context.Context, script, key, by string) (string, error) {
	return c.inner.eval(context.TODO(), script, key+by) // want unsafe "c.inner.eval gets"
}

func count(ctx context.Context, c *counters) error {
	_, err := c.Eval(ctx, "incr", "calls", "1")
	return err
}

func calculate(ctx context.Context, l *lock, work func(context.Context) error) error {
	defer func() {
		if err := l.Unlock(ctx, "calculation"); err != nil {
			println(err.Error())
		}
	}()
	return work(ctx)
}
