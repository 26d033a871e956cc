package cluster

import (
	"net/http"
	"time"
)

type syncer struct{ primary bool }

func (s *syncer) becomeSecondary() { s.primary = false }

type proxy struct {
	sync *syncer
	send func(step string) error
}

func (p *proxy) call(step string) error { return p.send(step) }

func (p *proxy) version() int { return len(p.sync.name()) }

func (s *syncer) name() string { return "secondary" }

// All others have joined: the last step is for them.
func (p *proxy) join(w http.ResponseWriter, r *http.Request) {
	if err := p.call("commit"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	p.sync.becomeSecondary()
	time.Sleep(10 * time.Second) // want none "what comes on line 31 does not look at it, and may have to be done all the same"
	err := p.call("bump")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// Here something is only looked up.
func (p *proxy) show(w http.ResponseWriter, r *http.Request) {
	if p.version() == 0 {
		time.Sleep(10 * time.Second) // want unsafe "waits to the end"
	}
	if p.version() == 0 {
		http.Error(w, "starting", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
