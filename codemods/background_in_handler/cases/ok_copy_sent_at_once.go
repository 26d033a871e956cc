package mirror

import (
	"context"
	"net/http"
)

type job struct {
	name string
	req  *http.Request
}

type mirror struct {
	queue chan *http.Request
	jobs  chan job
	last  map[string]*http.Request
}

func (m *mirror) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case m.queue <- r.Clone(context.Background()):
	default:
	}
}

func (m *mirror) handleJob(w http.ResponseWriter, r *http.Request) {
	m.jobs <- job{name: r.Host, req: r.Clone(context.Background())}
}

func (m *mirror) handleLast(w http.ResponseWriter, r *http.Request) {
	m.last[r.Host] = r.Clone(context.Background())
}

func (m *mirror) handleLater(w http.ResponseWriter, r *http.Request) {
	m.enqueue(r.Clone(context.Background()))
}

func (m *mirror) enqueue(r *http.Request) {
	m.queue <- r
}

func (m *mirror) work(c *http.Client) {
	for req := range m.queue {
		if resp, err := c.Do(req); err == nil {
			resp.Body.Close()
		}
	}
}
