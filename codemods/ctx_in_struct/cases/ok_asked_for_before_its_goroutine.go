package listen

import (
	"context"
	"errors"
	"sync"
	"time"
)

type listener struct {
	context context.Context
	ready   sync.WaitGroup
	out     chan string
}

// StartWith has it live under another context.
func (l *listener) StartWith(ctx context.Context) error {
	l.ready.Wait()
	l.context = ctx
	return l.Start()
}

// Start only asks whether there is one; what works under it is a goroutine.
func (l *listener) Start() error {
	if l.context == nil {
		return errors.New("nothing to live under")
	}
	l.ready.Add(1)
	go l.handleAll()
	return nil
}

func (l *listener) handleAll() {
	defer l.ready.Done()
	for _, name := range []string{"nodes", "pods"} {
		if err := l.handle(name); err != nil {
			return
		}
	}
}

func (l *listener) handle(name string) error {
	if err := ask(l.context, "kind", name); err != nil {
		return err
	}
	l.out <- name
	return nil
}

func ask(ctx context.Context, kind, key string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(kind, key)
		return nil
	}
}
