package proxy

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
)

type proxy struct {
	target  string
	client  *http.Client
	delayed map[string][]*http.Request
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Later") != "" {
		p.delayed[r.Method] = append(p.delayed[r.Method], r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	resp, err := p.send(r, body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if err := p.mirror(r, body); err != nil {
		log.Print(err)
	}
	fmt.Fprintln(w, resp.Status)
}

func (p *proxy) release(method string) {
	all := p.delayed[method]
	for _, r := range all {
		resp, err := p.send(r, nil)
		if err != nil {
			log.Print(err)
			continue
		}
		resp.Body.Close()
	}
	delete(p.delayed, method)
}

func (p *proxy) send(r *http.Request, body []byte) (*http.Response, error) {
	req, err := http.NewRequest(r.Method, p.target, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return p.client.Do(req)
}

func (p *proxy) mirror(r *http.Request, body []byte) error {
	req, err := http.NewRequest(r.Method, p.target+"/mirror", bytes.NewReader(body)) // want unsafe "http.NewRequest makes"
	if err != nil {
		return err
	}
	resp, err := p.client.Do(req)
	if err != nil {
		return fmt.Errorf("mirror: %w", err)
	}
	return resp.Body.Close()
}
