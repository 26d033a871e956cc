package cache

import (
	"errors"
	"io"
	"net/http"
	"sync"
)

type answer struct {
	code int
	text []byte
}

type target struct {
	key     string
	request *http.Request
}

type probe struct {
	key     string
	request *http.Request
}

type getter interface {
	get(key string, fetch func() answer) answer
}

type fanIn struct {
	mu      sync.Mutex
	waiting map[string][]chan answer
}

func (f *fanIn) get(key string, fetch func() answer) answer {
	mine := make(chan answer, 1)
	f.mu.Lock()
	others, running := f.waiting[key]
	f.waiting[key] = append(others, mine)
	f.mu.Unlock()
	if running {
		return <-mine
	}
	found := fetch()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.waiting[key] {
		c <- found
	}
	delete(f.waiting, key)
	return found
}

func fetch(client *http.Client, req *http.Request) answer {
	resp, err := client.Do(req)
	if err != nil {
		return answer{code: http.StatusBadGateway}
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return answer{code: http.StatusBadGateway}
	}
	return answer{resp.StatusCode, text}
}

type handler struct {
	origin string
	client *http.Client
	getter getter
}

func (h *handler) next(r *http.Request) (target, error) {
	if r.Method != http.MethodGet {
		return target{}, errors.New(r.Method)
	}
	req, err := http.NewRequest(r.Method, h.origin+r.URL.Path, nil)
	if err != nil {
		return target{}, err
	}
	return target{key: r.URL.Path, request: req}, nil
}

func (h *handler) probe(r *http.Request) (probe, error) {
	req, err := http.NewRequest(http.MethodHead, h.origin+r.URL.Path, nil) // want unsafe "http.NewRequest makes"
	if err != nil {
		return probe{}, err
	}
	return probe{key: r.URL.Path, request: req}, nil
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p, err := h.probe(r)
	if err != nil || fetch(h.client, p.request).code != http.StatusOK {
		http.Error(w, p.key, http.StatusBadGateway)
		return
	}
	t, err := h.next(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	load := func() answer { return fetch(h.client, t.request) }
	found := h.getter.get(t.key, load)
	w.WriteHeader(found.code)
	if _, err := w.Write(found.text); err != nil {
		return
	}
}
