package operations

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

type Operation interface {
	Wait() error
	WaitContext(ctx context.Context) error
}

type operation struct {
	id     string
	polled bool
	done   chan struct{}
}

func (o *operation) Wait() error {
	return o.WaitContext(context.Background())
}

// WaitContext of an operation without events asks the server, which knows a limit and no end.
func (o *operation) WaitContext(ctx context.Context) error {
	if o.polled {
		timeout := -1
		if deadline, ok := ctx.Deadline(); ok {
			timeout = int(time.Until(deadline).Seconds())
		}
		return o.poll(timeout)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-o.done:
		return nil
	}
}

func (o *operation) poll(timeout int) error {
	resp, err := http.Get(fmt.Sprintf("http://127.0.0.1/operations/%s?timeout=%d", o.id, timeout))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func start(ctx context.Context, op Operation) error {
	if err := op.Wait(); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	return nil
}

type Task interface {
	Join() error
	JoinContext(ctx context.Context) error
}

type task struct {
	done chan struct{}
}

func (t *task) Join() error {
	return t.JoinContext(context.Background())
}

// JoinContext asks for the deadline only to say more of it.
func (t *task) JoinContext(ctx context.Context) error {
	select {
	case <-ctx.Done():
		if deadline, ok := ctx.Deadline(); ok {
			return fmt.Errorf("not done at %s: %w", deadline, ctx.Err())
		}
		return ctx.Err()
	case <-t.done:
		return nil
	}
}

func finish(ctx context.Context, t Task) error {
	if err := t.Join(); err != nil { // want unsafe "JoinContext takes it"
		return fmt.Errorf("finish: %w", err)
	}
	return nil
}
