package p

import (
	"context"
	"log"
	"net/http"
)

// Shop takes orders.
type Shop struct{ orders []string }

func (s *Shop) handleOrder(w http.ResponseWriter, r *http.Request) {
	order := s.place(r)
	go s.sendMail(context.Background(), order) // want unsafe "it has none of the values that come with the request; context.WithoutCancel"
	w.WriteHeader(http.StatusNoContent)
}

func (s *Shop) place(r *http.Request) string {
	s.orders = append(s.orders, r.FormValue("order"))
	return r.FormValue("order")
}

func (s *Shop) sendMail(ctx context.Context, order string) {
	if err := send(ctx, order); err != nil {
		log.Println(err)
	}
}

type tenantKey struct{}

// For serves the orders of one tenant.
func (s *Shop) For(tenant string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), tenantKey{}, tenant)
		s.handleOrder(w, r.WithContext(ctx))
	})
}

func send(ctx context.Context, order string) error {
	tenant, _ := ctx.Value(tenantKey{}).(string)
	log.Println(tenant, order)
	return ctx.Err()
}
