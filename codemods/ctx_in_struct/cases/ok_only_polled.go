package ready

import (
	"context"
	"fmt"
)

// Probe may say that the agent is about to end.
type Probe struct {
	agent context.Context
	port  int
}

func New(agent context.Context, port int) *Probe { return &Probe{agent: agent, port: port} }

func (p *Probe) Check() error {
	if p.agent == nil {
		return p.check()
	}
	select {
	case <-p.agent.Done():
		return fmt.Errorf("terminated: %w", context.Cause(p.agent))
	default:
		return p.check()
	}
}

func (p *Probe) check() error { return fmt.Errorf("port %d is closed", p.port) }
