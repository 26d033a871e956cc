package p

import (
	"bufio"
	"container/heap"
	"context"
	"io"
	"log"
	"log/slog"
	"maps"
)

type guard struct {
	ctx context.Context
	w   io.Writer
}

func (g *guard) Write(p []byte) (int, error) {
	if err := g.ctx.Err(); err != nil {
		return 0, err
	}
	return g.w.Write(p)
}

func newLogger(ctx context.Context, w io.Writer) *slog.Logger {
	c, _ := context.WithCancel(ctx) // want none "is returned"
	return slog.New(slog.NewTextHandler(&guard{c, w}, nil))
}

func redirect(ctx context.Context, w io.Writer) {
	c, _ := context.WithCancel(ctx) // want none "stored by SetOutput"
	log.SetOutput(&guard{c, w})
}

func reset(ctx context.Context, bw *bufio.Writer, dst io.Writer) (err error) {
	c, _ := context.WithCancel(ctx) // want none "stored by Reset"
	bw.Reset(&guard{c, dst})
	_, err = bw.WriteString("x")
	return err
}

type job struct {
	ctx context.Context
	at  int
}

type queue []job

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].at < q[j].at }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(job)) }
func (q *queue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

type sched struct {
	q queue
	m map[string]job
}

func (s *sched) add(ctx context.Context, at int) {
	c, _ := context.WithCancel(ctx) // want none "stored by Push"
	heap.Push(&s.q, job{c, at})
}

func (s *sched) name(ctx context.Context, name string) {
	c, _ := context.WithCancel(ctx) // want none "stored by Copy"
	maps.Copy(s.m, map[string]job{name: {ctx: c}})
}

func order(ctx context.Context, at []int) (last int) {
	c, _ := context.WithCancel(ctx) // want safe "the release of c is discarded"
	own := &queue{}
	var more queue
	for _, a := range at {
		heap.Push(own, job{c, a})
		heap.Push(&more, job{c, a})
	}
	for own.Len() > 0 {
		last = heap.Pop(own).(job).at
	}
	return last
}

func logs(ctx context.Context, w io.Writer) {
	c, _ := context.WithCancel(ctx) // want safe "the release of c is discarded"
	slog.InfoContext(c, "begun", "writer", w)
}
