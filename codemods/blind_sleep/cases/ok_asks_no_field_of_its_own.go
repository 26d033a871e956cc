package sync

import (
	"context"
	"time"
)

type service struct {
	ctx   context.Context
	stop  context.CancelFunc
	peers func() int
}

// Whether this one ends with the field nobody says.
func (s *service) waitForPeers() {
	for s.peers() < 3 {
		time.Sleep(5 * time.Second)
	}
}

// The field is another context in each round.
func (s *service) restart(parent func() context.Context) {
	for {
		s.ctx, s.stop = context.WithCancel(parent())
		if s.ctx.Err() != nil {
			return
		}
		time.Sleep(5 * time.Second)
		s.stop()
	}
}

// The literal asks, and runs on its own.
func (s *service) watch(found chan<- int) {
	go func() {
		for s.ctx.Err() == nil {
			select {
			case found <- s.peers():
			case <-s.ctx.Done():
			}
		}
	}()
	for s.peers() > 0 {
		time.Sleep(5 * time.Second)
	}
}

type link struct {
	ctx context.Context
}

// Two of them: which is meant cannot be told.
func (s *service) connect(l *link, up func() bool) bool {
	for !up() {
		if s.ctx.Err() != nil || l.ctx.Err() != nil {
			return false
		}
		time.Sleep(time.Second)
	}
	return true
}
