package hooks

import (
	"context"
	"net/http"
	"time"
)

type traceKey struct{}

func trace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), traceKey{}, r.Header.Get("X-Trace"))))
	})
}

func ping(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	if id, ok := ctx.Value(traceKey{}).(string); ok {
		req.Header.Set("X-Trace", id)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func limited(w http.ResponseWriter, r *http.Request) {
	url := r.FormValue("url")
	limited, cancel := context.WithTimeout(context.Background(), time.Minute) // want unsafe "WithTimeout gets"
	go func() {
		defer cancel()
		_ = ping(limited, url)
	}()
}

// The handler uses it too.
func both(w http.ResponseWriter, r *http.Request) {
	url := r.FormValue("url")
	limited, cancel := context.WithTimeout(context.Background(), time.Minute)
	go func() {
		defer cancel()
		_ = ping(limited, url)
	}()
	if limited.Err() != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}
