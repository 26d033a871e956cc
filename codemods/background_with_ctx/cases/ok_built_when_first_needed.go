package client

import (
	"context"
	"net/http"
	"sync"
)

type factory interface {
	Client(ctx context.Context) *http.Client
}

type lazy struct {
	mu      sync.Mutex
	factory factory
	client  *http.Client
}

func (l *lazy) get(ctx context.Context, url string) (*http.Response, error) {
	l.mu.Lock()
	if l.client == nil {
		l.client = l.factory.Client(context.Background())
	}
	client := l.client
	l.mu.Unlock()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return client.Do(req)
}
