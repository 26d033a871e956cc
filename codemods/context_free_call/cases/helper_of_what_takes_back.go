package replica

import (
	"context"
	"io"
	"net/http"
)

type client struct {
	http *http.Client
}

func command(ctx context.Context, host, name string, body io.Reader) (*http.Request, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return http.NewRequest(http.MethodPost, "http://"+host+"/"+name, body)
}

func (c *client) send(req *http.Request) (int, error) {
	res, err := c.http.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	return res.StatusCode, nil
}

type answer struct{ code int }

func (c *client) Commit(ctx context.Context, host string, body io.Reader) (answer, error) {
	req, err := command(ctx, host, "commit", body)
	if err != nil {
		return answer{}, err
	}
	code, err := c.send(req)
	return answer{code}, err
}

// What was prepared is dropped, whoever has given up.
func (c *client) Abort(ctx context.Context, host string) (answer, error) {
	req, err := command(ctx, host, "abort", nil)
	if err != nil {
		return answer{}, err
	}
	code, err := c.send(req)
	return answer{code}, err
}

func question(ctx context.Context, host, name string) (*http.Request, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return http.NewRequest(http.MethodGet, "http://"+host+"/"+name, nil) // want unsafe "http.NewRequest makes a request without"
}

func (c *client) Ask(ctx context.Context, host string) (answer, error) {
	req, err := question(ctx, host, "state")
	if err != nil {
		return answer{}, err
	}
	code, err := c.send(req)
	return answer{code}, err
}
