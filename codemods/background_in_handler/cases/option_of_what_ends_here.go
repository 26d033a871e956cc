package web

import (
	"context"
	"net/http"
	"time"
)

type query struct {
	ctx  context.Context
	text string
}

type option func(*query)

func withContext(ctx context.Context) option { return func(q *query) { q.ctx = ctx } }

func newQuery(text string, opts ...option) *query {
	q := &query{text: text}
	for _, o := range opts {
		o(q)
	}
	return q
}

func (q *query) run() error {
	select {
	case <-q.ctx.Done():
		return q.ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}

func handleSearch(w http.ResponseWriter, r *http.Request) {
	q := newQuery(r.FormValue("q"), withContext(context.Background())) // want unsafe "perhaps"
	if err := q.run(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
