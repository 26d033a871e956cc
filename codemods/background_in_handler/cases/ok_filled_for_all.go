package cache

import (
	"bytes"
	"context"
	"net/http"
	"sync"
)

type answer struct {
	status int
	body   bytes.Buffer
	header http.Header
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

type cache struct {
	next http.Handler
	mu   sync.Mutex
	kept *answer
}

// Whoever asks next gets the same.
func (c *cache) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		own := r.Clone(context.Background())
		found := &answer{header: http.Header{}}
		c.next.ServeHTTP(found, own)
		if found.status == http.StatusOK {
			c.kept = found
		}
	}
	w.Write(c.kept.body.Bytes())
}
