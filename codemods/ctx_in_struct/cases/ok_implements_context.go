package poll

import "context"

type tracedContext struct {
	context.Context
	name string
}

type quiet struct {
	base context.Context
	context.Context
}

func (t tracedContext) Value(key any) any {
	println("asked in", t.name)
	return t.Context.Value(key)
}

func traced(ctx context.Context, name string) context.Context {
	return tracedContext{Context: ctx, name: name}
}

func (q quiet) Err() error { return q.base.Err() }

func newQuiet(ctx context.Context) context.Context { return &quiet{base: ctx, Context: ctx} }
