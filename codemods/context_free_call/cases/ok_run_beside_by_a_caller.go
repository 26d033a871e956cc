package tee

import (
	"io"
	"net/http"
	"sync"
)

type backend struct {
	client *http.Client
	url    string
}

func (b *backend) forward(orig *http.Request) (int, error) {
	req, err := b.request(orig)
	if err != nil {
		return 0, err
	}
	res, err := b.client.Do(req)
	if err != nil {
		return 0, err
	}
	return res.StatusCode, res.Body.Close()
}

func (b *backend) request(orig *http.Request) (*http.Request, error) {
	return http.NewRequest(orig.Method, b.url, nil)
}

type tee struct{ backends []*backend }

// The first answer is given, and the others go on.
func (t *tee) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answers := make(chan int, len(t.backends))
	go t.forwardAll(r, answers)
	w.WriteHeader(<-answers)
	_, _ = io.WriteString(w, "done")
}

func (t *tee) forwardAll(r *http.Request, answers chan<- int) {
	var wg sync.WaitGroup
	for _, b := range t.backends {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if status, err := b.forward(r); err == nil {
				answers <- status
			}
		}()
	}
	wg.Wait()
}
