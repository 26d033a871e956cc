package proxy

import (
	"context"
	"sync"
	"sync/atomic"
)

type proxy struct {
	running atomic.Bool
	mu      sync.Mutex
	cert    string
	reissue func(context.Context) (string, error)
}

// renew is done by one, and what it finds is for all.
func (p *proxy) renew(ctx context.Context) {
	if p.running.CompareAndSwap(false, true) {
		go func() {
			defer p.running.Store(false)
			cert, err := p.reissue(context.Background())
			if err == nil {
				p.mu.Lock()
				p.cert = cert
				p.mu.Unlock()
			}
		}()
	}
	println(ctx.Err())
}
