package p

import (
	"context"
	"io"
	"net/http"
)

type opener struct {
	open func(at int64) (io.ReadCloser, error)
	rest io.ReadCloser
}

func (o *opener) Read(p []byte) (int, error) {
	if o.rest == nil {
		var err error
		if o.rest, err = o.open(0); err != nil {
			return 0, err
		}
	}
	return o.rest.Read(p)
}

func newOpener(open func(at int64) (io.ReadCloser, error)) io.Reader {
	return &opener{open: open}
}

func download(ctx context.Context, url string) io.Reader {
	return newOpener(func(at int64) (io.ReadCloser, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		return resp.Body, nil
	})
}

type file struct {
	io.Reader
	name string
}

// Whoever reads from it does so when this has long returned.
func openFile(ctx context.Context, name string) (*file, error) {
	url, err := lookUp(ctx, name)
	if err != nil {
		return nil, err
	}
	r := download(context.TODO(), url)
	return &file{Reader: r, name: name}, nil
}

func lookUp(ctx context.Context, name string) (string, error) { return name, ctx.Err() }
