package pixel

import "net/http"

type answer struct{ status int }

func (a *answer) Header() http.Header            { return http.Header{} }
func (a *answer) Write(text []byte) (int, error) { return len(text), nil }
func (a *answer) WriteHeader(status int)         { a.status = status }

// The request is none that goes anywhere.
func pixel(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		inner, err := http.NewRequest(http.MethodPost, "", http.NoBody)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		inner.Header.Set("X-Key", r.URL.Query().Get("key"))
		next(&answer{}, inner)
		w.WriteHeader(http.StatusOK)
	}
}
