package cache

import (
	"bytes"
	"context"
	"net/http"
)

type job struct {
	key string
	req *http.Request
}

type filter struct {
	jobs chan job
	next http.Handler
}

// The copy is sent again when the request is over.
func (f *filter) revalidate(key string, r *http.Request) {
	again := r.Clone(context.Background())
	select {
	case f.jobs <- job{key: key, req: again}:
	default:
	}
}

func headerSize(r *http.Request) int {
	sample := r.Clone(context.Background())
	sample.Body = nil
	var b bytes.Buffer
	_ = sample.Write(&b)
	return b.Len()
}

func (f *filter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	inner := r.Clone(context.Background()) // want unsafe "r.Clone gets"
	inner.URL.Path = "/inner" + r.URL.Path
	f.next.ServeHTTP(w, inner)
}
