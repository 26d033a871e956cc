package scan

import (
	"context"
	"time"
)

type Engine struct {
	ctx  context.Context
	name string
}

// NewEngine makes one for a scan.
func NewEngine(ctx context.Context, name string) *Engine { return &Engine{ctx: ctx, name: name} }

// Execute scans.
//
// Deprecated: ExecuteWith takes a context of its own.
func (e *Engine) Execute() error {
	ctx := context.Background()
	if e.ctx != nil {
		ctx = e.ctx
	}
	return e.ExecuteWith(ctx)
}

// ExecuteAgain scans again. Note that this is deprecated.
func (e *Engine) ExecuteAgain() error { return e.ExecuteWith(e.ctx) }

// ExecuteWith scans until ctx ends.
func (e *Engine) ExecuteWith(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		println(e.name)
		return nil
	}
}
