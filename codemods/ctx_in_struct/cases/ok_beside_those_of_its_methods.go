package queue

import "context"

type sink struct{}

func (*sink) put(ctx context.Context, item string) error { return ctx.Err() }

// What is asked here is whether the owner still wants anything; the work is done for who calls.
type gate struct {
	ctx  context.Context
	sink *sink
}

func newGate(ctx context.Context, s *sink) *gate { return &gate{ctx: ctx, sink: s} }

func (g *gate) Put(ctx context.Context, item string) error {
	if err := g.ctx.Err(); err != nil {
		return err
	}
	return g.sink.put(ctx, item)
}

type layer struct {
	pctx context.Context
	sink *sink
}

func progress(ctx context.Context, text string) {}

func layers(ctx context.Context, s *sink) []*layer { return []*layer{{pctx: ctx, sink: s}} }

func (l *layer) Fetch(ctx context.Context) error {
	progress(l.pctx, "fetching")
	return l.sink.put(ctx, "layer")
}
