package fetch

import (
	"context"
	"sync"
)

type server struct {
	wg   sync.WaitGroup
	once sync.Once
	up   chan struct{}
	over chan struct{}
	errs chan error
}

func (s *server) closes(ctx context.Context) {
	loopCtx, _ := context.WithCancel(ctx) // want safe "is discarded"
	go func() {
		defer close(s.over)
		work(loopCtx)
	}()
	<-s.over
}

func (s *server) adds(ctx context.Context) {
	loopCtx, _ := context.WithCancel(ctx) // want safe "is discarded"
	s.wg.Add(1)
	go s.run(loopCtx)
	s.wg.Wait()
}

func (s *server) run(ctx context.Context) {
	defer s.wg.Done()
	work(ctx)
}

// It goes on when it has said that it is up.
func (s *server) isUp(ctx context.Context) {
	loopCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	go s.loop(loopCtx)
	<-s.up
}

func (s *server) hasBegun(ctx context.Context) error {
	loopCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	go s.loop(loopCtx)
	return <-s.errs
}

func (s *server) loop(ctx context.Context) {
	s.once.Do(func() { close(s.up) })
	s.errs <- nil
	for ctx.Err() == nil {
		work(ctx)
	}
}

func work(ctx context.Context) error { return ctx.Err() }
