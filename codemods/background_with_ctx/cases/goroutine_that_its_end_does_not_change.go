package tee

import "context"

type client interface {
	Get(ctx context.Context, id string) (string, error)
}

type tee struct{ first, second client }

func (t *tee) both(ctx context.Context, id string) (string, error) {
	go func() {
		if _, err := t.second.Get(context.WithoutCancel(ctx), id); err != nil {
			println(err.Error())
		}
	}()
	return t.first.Get(ctx, id)
}

// The goroutine goes on with the values of the call, whatever becomes of that.
func (t *tee) title(ctx context.Context, id string) (string, error) {
	return t.both(context.Background(), "title of "+id) // want unsafe "both gets"
}

func withStop(parent context.Context, stop <-chan struct{}) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}

// It waits for something else, and no longer than there is something to end.
func (t *tee) get(ctx context.Context, id string, stop <-chan struct{}) (string, error) {
	stoppable, cancel := withStop(context.Background(), stop) // want unsafe "withStop gets"
	defer cancel()
	return t.first.Get(stoppable, id)
}
