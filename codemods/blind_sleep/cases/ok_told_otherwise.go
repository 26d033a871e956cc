package cluster

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

type listener struct {
	ln       net.Listener
	shutdown atomic.Bool
	waiting  sync.WaitGroup
	handle   func(context.Context, net.Conn)
}

// Run accepts connections until Stop is called.
func (l *listener) Run(ctx context.Context) error {
	l.waiting.Add(1)
	go func() {
		defer l.waiting.Done()
		for {
			if l.shutdown.Load() {
				return
			}
			conn, err := l.ln.Accept()
			if err != nil {
				time.Sleep(time.Second)
				continue
			}
			go l.handle(ctx, conn)
		}
	}()
	return nil
}

func (l *listener) Stop() {
	l.shutdown.Store(true)
	l.waiting.Wait()
}
