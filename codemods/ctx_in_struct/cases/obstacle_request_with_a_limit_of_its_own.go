package fetch

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type transport struct {
	ctx     context.Context // want none "on line 37 may have a limit"
	samples chan string
	last    string
}

func (t *transport) process() string {
	last := t.last
	t.last = ""
	if last != "" {
		push(t.ctx, t.samples, last)
	}
	return last
}

func push(ctx context.Context, samples chan string, sample string) {
	if ctx.Err() != nil {
		return
	}
	select {
	case <-ctx.Done():
	case samples <- sample:
	}
}

// RoundTrip is called for each of the requests that a redirection leads to.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	t.process()
	resp, err := http.DefaultTransport.RoundTrip(req)
	t.last = req.URL.String()
	return resp, err
}

var transports []*transport

func fetch(ctx context.Context, url string, samples chan string) error {
	t := &transport{ctx: ctx, samples: samples}
	transports = append(transports, t)
	reqCtx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(reqCtx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := (&http.Client{Transport: t}).Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if t.process() == "" {
		return errors.New("nothing was sent")
	}
	return nil
}
