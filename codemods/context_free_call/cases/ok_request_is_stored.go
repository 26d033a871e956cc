package web

import (
	"context"
	"net/http"
)

type poller struct{ req *http.Request }

func (p *poller) aim(ctx context.Context, url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	p.req = req
	return nil
}
