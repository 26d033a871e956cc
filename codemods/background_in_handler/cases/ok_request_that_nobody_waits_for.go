package dump

import (
	"bufio"
	"context"
	"net/http"
)

type parser struct {
	tenants func(context.Context, string) error
}

func (p *parser) stream(r *bufio.Reader) error {
	req, err := http.ReadRequest(r)
	if err != nil {
		return err
	}
	return p.request(req)
}

func (p *parser) request(req *http.Request) error { return p.decode(req, "a") }

func (p *parser) decode(req *http.Request, name string) error {
	return p.tenants(context.Background(), name+req.URL.Path)
}
