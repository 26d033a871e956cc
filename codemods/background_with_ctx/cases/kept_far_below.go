package image

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
)

type source interface {
	io.Closer
	Blob() ([]byte, error)
}

type remote struct {
	ctx    context.Context
	client *http.Client
	url    string
}

func (r *remote) Blob() ([]byte, error) {
	req, err := http.NewRequestWithContext(r.ctx, http.MethodGet, r.url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func (r *remote) Close() error { return nil }

type file struct{ path string }

func (f *file) Blob() ([]byte, error) { return os.ReadFile(f.path) }

func (f *file) Close() error { return nil }

type opener interface {
	open(ctx context.Context, url string) (source, error)
}

type remotes struct{}

func (remotes) open(ctx context.Context, url string) (source, error) {
	return &remote{ctx: ctx, client: http.DefaultClient, url: url}, nil
}

type files struct{}

func (files) open(_ context.Context, url string) (source, error) {
	return &file{url}, nil
}

func raw(ctx context.Context, o opener, url string) ([]byte, error) {
	s, err := o.open(ctx, url)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Blob()
}

func config(ctx context.Context, o opener, url string) (string, error) {
	text, err := raw(ctx, o, url+"/config")
	if err != nil {
		return "", fmt.Errorf("config: %w", err)
	}
	return string(text), nil
}

func create(ctx context.Context, o opener, url string) (string, error) {
	text, err := config(context.Background(), o, url) // want unsafe "after the caller has given up$"
	if err != nil {
		return "", err
	}
	return text, ctx.Err()
}
