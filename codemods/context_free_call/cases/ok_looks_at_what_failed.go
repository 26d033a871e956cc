package hijack

import (
	"context"
	"fmt"
)

type response struct{ status string }

type dialer struct{}

func (d *dialer) Dial(url string) (*dialer, *response, error) {
	return d.DialContext(context.Background(), url)
}

func (d *dialer) DialContext(ctx context.Context, url string) (*dialer, *response, error) {
	select {
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	default:
		return d, &response{status: url}, nil
	}
}

func hijack(ctx context.Context, d *dialer, url string) (*dialer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	conn, resp, err := d.Dial(url)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", resp.status, err)
	}
	return conn, nil
}
