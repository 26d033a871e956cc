package p

import (
	"context"
	"log"
	"time"
)

type svc struct {
	hook func(context.Context) error
}

func newSvc() *svc {
	return &svc{hook: func(ctx context.Context) error {
		go func() {
			<-ctx.Done()
			log.Print("watcher stopped")
		}()
		return nil
	}}
}

// A field may hold anything, whatever it is called.
func (s *svc) Begin(ctx context.Context) error {
	c, _ := context.WithCancel(ctx) // want unsafe "it may be kept by s.hook"
	return s.hook(c)
}

func derive(ctx context.Context, f func(context.Context) context.Context) error {
	c, _ := context.WithCancel(ctx) // want unsafe "it may be kept by f"
	c = f(c)
	return work(c)
}

type task struct {
	ctx  context.Context
	name string
}

func handle(ctx context.Context, h func(*task) error) error {
	c, _ := context.WithCancel(ctx) // want unsafe "it may be kept by h"
	return h(&task{ctx: c, name: "a"})
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
