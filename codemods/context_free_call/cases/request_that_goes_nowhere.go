package fake

import (
	"context"
	"net/http"
)

type Querier struct {
	values []float64
}

// The request is there to be shown.
func (q *Querier) Query(_ context.Context, _ string) ([]float64, *http.Request, error) {
	req, err := http.NewRequest(http.MethodPost, "example.com", nil)
	return q.values, req, err
}

func (q *Querier) QueryByURL(_ context.Context, _ string) ([]float64, *http.Request, error) {
	req, err := http.NewRequest(http.MethodPost, "http://example.com", nil) // want unsafe "http.NewRequest makes a request without"
	return q.values, req, err
}
