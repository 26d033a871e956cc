package queue

import (
	"context"
	"sync"
)

// Each element goes on under the context of who put it in.
type node struct {
	ctx  context.Context
	text string
	next *node
}

type Queue struct {
	mu    sync.Mutex
	first *node
	last  *node
}

func (q *Queue) Put(ctx context.Context, text string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := &node{ctx: ctx, text: text}
	if q.last == nil {
		q.first = n
	} else {
		q.last.next = n
	}
	q.last = n
}

func (q *Queue) Take() (context.Context, string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := q.first
	if n == nil {
		return nil, ""
	}
	q.first = n.next
	return n.ctx, n.text
}
