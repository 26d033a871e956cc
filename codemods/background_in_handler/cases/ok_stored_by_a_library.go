package web

import (
	"container/heap"
	"context"
	"maps"
	"net/http"
	"slices"
)

type job struct {
	ctx context.Context
	id  string
}

type hub struct {
	jobs  []job
	tasks map[string]func() error
	ping  func(context.Context) error
}

func (h *hub) insert(ctx context.Context, id string) {
	h.jobs = slices.Insert(h.jobs, 0, job{ctx, id})
}

func (h *hub) handleAdd(w http.ResponseWriter, r *http.Request) {
	h.insert(context.Background(), r.FormValue("id"))
}

func (h *hub) handleTask(w http.ResponseWriter, r *http.Request) {
	maps.Copy(h.tasks, map[string]func() error{
		r.Host: func() error { return h.ping(context.Background()) },
	})
}

type queue []job

func (q queue) Len() int           { return len(q) }
func (q queue) Less(a, b int) bool { return q[a].id < q[b].id }
func (q queue) Swap(a, b int)      { q[a], q[b] = q[b], q[a] }
func (q *queue) Push(x any)        { *q = append(*q, x.(job)) }
func (q *queue) Pop() any          { x := (*q)[len(*q)-1]; *q = (*q)[:len(*q)-1]; return x }

func (q *queue) add(ctx context.Context, id string) { heap.Push(q, job{ctx, id}) }

func (q *queue) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q.add(context.Background(), r.FormValue("id"))
}
