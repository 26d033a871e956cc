package pump

import (
	"context"
	"sync/atomic"
	"time"
)

type status struct{ phase string }

type pump struct {
	running atomic.Bool
	state   string
	seen    time.Time
	tries   int
	items   []string
	client  client
}

type client interface {
	get(ctx context.Context, name string) error
	put(ctx context.Context, name string) error
}

func ready(context.Context) error { return nil }

// Another way out leaves it so.
func (p *pump) fails(ctx context.Context) error {
	p.state = "moving"
	if err := ready(ctx); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	p.state = "idle"
	return nil
}

func (p *pump) grows(ctx context.Context) error {
	for {
		p.tries++
		if err := ready(ctx); err == nil {
			break
		}
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	p.tries++
	return nil
}

func (p *pump) again(ctx context.Context) error {
	p.seen = time.Now()
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	p.seen = time.Now()
	return nil
}

func (p *pump) asks(ctx context.Context) error {
	if err := p.client.get(ctx, "a"); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return p.client.get(ctx, "b")
}

func (p *pump) own(ctx context.Context) (*status, error) {
	s := &status{phase: "new"}
	s.phase = "moving"
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	s.phase = "idle"
	return s, nil
}

func (p *pump) byDefer(ctx context.Context) error {
	p.running.Store(true)
	defer p.running.Store(false)
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	p.running.Store(false)
	return nil
}

func (p *pump) before(ctx context.Context) error {
	p.running.Store(true)
	err := ready(ctx)
	p.running.Store(false)
	for err != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
		err = ready(ctx)
	}
	return nil
}

// The next round begins with the same.
func (p *pump) rounds(ctx context.Context) error {
	for {
		p.state = "connecting"
		if err := ready(ctx); err != nil {
			time.Sleep(time.Second) // want unsafe "each round still waits"
			continue
		}
		p.state = "connected"
		p.items = append(p.items, "x")
	}
}

// The context ends where it is undone.
func (p *pump) asElsewhere(ctx context.Context) error {
	p.running.Store(true)
	for ready(ctx) != nil {
		if ctx.Err() != nil {
			p.running.Store(false)
			return ctx.Err()
		}
		time.Sleep(time.Second) // want unsafe "the function still waits"
	}
	p.running.Store(false)
	return nil
}
