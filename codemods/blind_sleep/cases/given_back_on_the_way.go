package rollouts

import (
	"context"
	"errors"
	"time"
)

type watcher struct{ events chan string }

func (w *watcher) Stop() { close(w.events) }

type lister struct{}

func (l *lister) watch(ctx context.Context) (*watcher, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(time.Millisecond):
		return &watcher{events: make(chan string)}, nil
	}
}

// What is stopped behind the loop has been stopped where it waits.
func follow(ctx context.Context, l *lister, show func(string)) error {
	w, err := l.watch(ctx)
	if err != nil {
		return err
	}
	tries := 0
loop:
	for {
		var event string
		select {
		case event = <-w.events:
		case <-ctx.Done():
			break loop
		}
		if event == "" {
			w.Stop()
			again, err := l.watch(ctx)
			if err != nil {
				if tries > 5 {
					return errors.New("no watch")
				}
				time.Sleep(time.Second) // want none "on line .* the function goes on when the .{7} has ended"
				tries++
				continue
			}
			w = again
			continue
		}
		show(event)
	}
	w.Stop()
	return nil
}

// It is not, where another one takes its place.
func replace(ctx context.Context, l *lister, ready func(string) bool) error {
	w, err := l.watch(ctx)
	if err != nil {
		return err
	}
	for !ready(<-w.events) {
		w.Stop()
		if w, err = l.watch(ctx); err != nil {
			return err
		}
		time.Sleep(time.Second) // want none "leaving there would skip w.Stop"
	}
	w.Stop()
	return nil
}
