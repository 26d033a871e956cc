package pool

import "context"

// Pool keeps its sessions for as long as the getter lives.
type Pool struct {
	ctx  context.Context
	open func(context.Context) int
}

// Get opens one.
func (p *Pool) Get() int { return p.open(p.ctx) }

// Getter has one.
type Getter struct {
	pool Pool
	halt context.CancelFunc
}

// Start makes it ready.
func (g *Getter) Start() {
	ctx, cancel := context.WithCancel(context.Background())
	g.halt = cancel
	g.pool.ctx = ctx
}

// Stop ends it.
func (g *Getter) Stop() { g.halt() }
