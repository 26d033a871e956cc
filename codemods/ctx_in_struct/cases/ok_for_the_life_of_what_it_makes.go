package pack

import (
	"context"
	"time"
)

type Builder struct {
	ctx  context.Context
	msgs []string
}

// NewBuilder makes a builder of blocks. Use it to pack a block with messages.
//
// NOTE: The context applies to the life of the builder itself, but need not be ended.
func NewBuilder(ctx context.Context) *Builder { return &Builder{ctx: ctx} }

func (b *Builder) Push(msg string) error {
	b.msgs = append(b.msgs, msg)
	return check(b.ctx, msg)
}

func check(ctx context.Context, msg string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		println(msg)
		return nil
	}
}
