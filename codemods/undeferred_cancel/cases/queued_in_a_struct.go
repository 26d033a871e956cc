package queue

import "context"

type task struct {
	ctx context.Context
	id  int
}

type queue interface {
	Push(task)
	PushRef(*task)
	Log(task)
}

func later(ctx context.Context, q queue) {
	ctx, _ = context.WithCancel(ctx) // want unsafe "may be kept by q.Push "
	q.Push(task{ctx: ctx, id: 1})
}

func byReference(ctx context.Context, q queue) {
	ctx, _ = context.WithCancel(ctx) // want unsafe "may be kept by q.PushRef "
	t := &task{id: 1}
	t.ctx = ctx
	q.PushRef(t)
}

func told(ctx context.Context, q queue) {
	ctx, _ = context.WithCancel(ctx) // want safe "discarded"
	q.Log(task{ctx: ctx, id: 1})
}
