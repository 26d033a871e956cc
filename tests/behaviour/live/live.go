// Package live gives tests a parent that knows which of the contexts derived from it are alive.
package live

import (
	"context"
	"sync"
	"sync/atomic"
)

// Parent is a context of a type that package context does not know. For every context derived from it package context
// calls AfterFunc, and the function it gets back once that context is released.
type Parent struct {
	context.Context
	End context.CancelFunc
	n   atomic.Int64
}

// New returns a parent that lives until End is called.
func New() *Parent {
	ctx, end := context.WithCancel(context.Background())
	return &Parent{Context: ctx, End: end}
}

// Count says how many contexts derived from it are alive.
func (p *Parent) Count() int { return int(p.n.Load()) }

// AfterFunc is what package context registers children with.
func (p *Parent) AfterFunc(f func()) (stop func() bool) {
	p.n.Add(1)
	release := context.AfterFunc(p.Context, f)
	var once sync.Once
	return func() bool {
		once.Do(func() { p.n.Add(-1) })
		return release()
	}
}

// Value hides the standard library's context underneath, which would register its children itself.
func (p *Parent) Value(any) any { return nil }
