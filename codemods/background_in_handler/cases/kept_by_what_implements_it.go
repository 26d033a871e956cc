package jobs

import (
	"context"
	"net/http"
	"sync"
	"time"
)

type ticker interface {
	every(ctx context.Context, d time.Duration, fn func(context.Context))
}

type entry struct {
	ctx context.Context
	d   time.Duration
	fn  func(context.Context)
}

type cron struct{ entries chan entry }

func (c *cron) every(ctx context.Context, d time.Duration, fn func(context.Context)) {
	c.entries <- entry{ctx, d, fn}
}

func (c *cron) loop() {
	for e := range c.entries {
		time.AfterFunc(e.d, func() {
			e.fn(e.ctx)
			c.entries <- e
		})
	}
}

type runner interface {
	exec(ctx context.Context, job func(context.Context)) error
}

type background struct{ wg sync.WaitGroup }

func (b *background) exec(ctx context.Context, job func(context.Context)) error {
	b.wg.Add(1)
	go func() {
		defer b.wg.Done()
		job(ctx)
	}()
	return nil
}

// Two write what they are given, and only one of them does so later.
type writer interface {
	write(ctx context.Context, line string) error
}

type line struct {
	ctx  context.Context
	text string
}

type later struct{ lines chan line }

func (l *later) write(ctx context.Context, text string) error {
	l.lines <- line{ctx, text}
	return nil
}

type now struct{ all []string }

func (n *now) write(ctx context.Context, text string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	n.all = append(n.all, text)
	return nil
}

type server struct {
	t    ticker
	r    runner
	w    writer
	sync func(ctx context.Context, name string)
}

func newServer(sync func(ctx context.Context, name string), w writer) *server {
	c := &cron{entries: make(chan entry, 8)}
	go c.loop()
	return &server{t: c, r: &background{}, w: w, sync: sync}
}

func (s *server) schedule(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	s.t.every(context.Background(), time.Minute, func(ctx context.Context) { s.sync(ctx, name) })
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) byValue(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	exec := s.r.exec
	if err := exec(context.Background(), func(ctx context.Context) { s.sync(ctx, name) }); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *server) later(ctx context.Context, name string) error {
	return s.r.exec(ctx, func(ctx context.Context) { s.sync(ctx, name) })
}

func (s *server) byHelper(w http.ResponseWriter, r *http.Request) {
	if err := s.later(context.Background(), r.FormValue("name")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	err := s.w.write(context.Background(), r.FormValue("line")) // want unsafe "may be kept by write"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
