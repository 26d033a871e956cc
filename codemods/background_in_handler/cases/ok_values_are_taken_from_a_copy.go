package web

import (
	"context"
	"net/http"
	"time"
)

var setContext = SetContext

// SetContext gives the request that context.
func SetContext(r *http.Request, ctx context.Context) {
	*r = *r.WithContext(ctx)
}

func (p *proxy) serve(w http.ResponseWriter, req *http.Request) {
	outreq := new(http.Request)
	logreq := new(http.Request)
	*outreq = *req
	*logreq = *req
	setContext(outreq, context.Background())
	SetContext(logreq, context.Background())

	outreq = outreq.WithContext(req.Context())
	resp, err := p.transport.RoundTrip(outreq)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	p.log <- entry{at: time.Now(), path: logreq.URL.Path, status: resp.StatusCode}
	w.WriteHeader(resp.StatusCode)
}

type entry struct {
	at     time.Time
	path   string
	status int
}

type proxy struct {
	transport http.RoundTripper
	log       chan entry
}
