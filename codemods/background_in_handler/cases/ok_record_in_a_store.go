package route

import (
	"context"
	"net/http"
)

type decision struct{ model string }

type store interface {
	Record(ctx context.Context, d decision) error
}

type memory struct{ all []decision }

func (m *memory) Record(_ context.Context, d decision) error {
	m.all = append(m.all, d)
	return nil
}

type router struct{ store store }

func (rt *router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = rt.store.Record(context.Background(), decision{model: r.URL.Path})
	w.WriteHeader(http.StatusOK)
}
