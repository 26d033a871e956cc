package sync

import (
	"context"
	"errors"
	"time"
)

type service struct {
	ctx   context.Context
	peers func() int
}

func (s *service) waitForPeers() error {
	for {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if s.peers() > 3 {
			return nil
		}
		time.Sleep(5 * time.Second) // want unsafe "does not look at s\..{3}: when that has ended, the function still waits to the end"
	}
}

func (s *service) listen(found chan<- int) {
	ctx := s.ctx
	for {
		select {
		case <-ctx.Done():
			return
		default:
			if n := s.peers(); n > 0 {
				found <- n
			}
			time.Sleep(6 * time.Second) // want unsafe "does not look at .{3}: when that has ended, the function still waits to the end"
		}
	}
}

type cluster struct {
	Context context.Context
}

type monitor struct {
	cluster *cluster
	quorum  func(ctx context.Context) (bool, error)
}

func (m *monitor) waitForQuorum(retries int) error {
	for i := 0; i < retries; i++ {
		if err := m.cluster.Context.Err(); err != nil {
			return err
		}
		if i > 0 {
			<-time.After(time.Duration(i) * time.Second) // want unsafe "does not look at m.cluster\..{7}: when that has ended, the function still waits to the end"
		}
		if ok, err := m.quorum(m.cluster.Context); err == nil && ok {
			return nil
		}
	}
	return errors.New("no quorum")
}
