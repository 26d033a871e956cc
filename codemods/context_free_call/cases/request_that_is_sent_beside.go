package tee

import (
	"io"
	"net/http"
)

type tee struct {
	client *http.Client
	host   string
}

func (t *tee) copyOf(r *http.Request) (*http.Request, error) {
	again, err := http.NewRequest(r.Method, t.host+r.URL.Path, http.NoBody)
	if err != nil {
		return nil, err
	}
	again.Header = r.Header.Clone()
	return again, nil
}

func (t *tee) request(r *http.Request) {
	again, err := t.copyOf(r)
	if err != nil {
		return
	}
	go func() {
		if res, err := t.client.Do(again); err == nil {
			_ = res.Body.Close()
		}
	}()
}

func (t *tee) inner(r *http.Request) (*http.Request, error) {
	return http.NewRequest(r.Method, "http://inner"+r.URL.Path, http.NoBody) // want unsafe "http.NewRequest makes"
}

func (t *tee) serve(w http.ResponseWriter, r *http.Request) {
	inner, err := t.inner(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	res, err := t.client.Do(inner)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer res.Body.Close()
	_, _ = io.Copy(w, res.Body)
}
