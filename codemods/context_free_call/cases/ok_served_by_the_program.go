package hooks

import (
	"context"
	"net/http"
	"net/http/httptest"
)

type key struct{}

// The route of the request at hand is not the one of this.
func call(ctx context.Context, h http.Handler, path string) int {
	req, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		return 0
	}
	req = req.WithContext(context.WithValue(req.Context(), key{}, ctx.Value(key{})))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	return w.Code
}

func header(ctx context.Context, user string) (string, error) {
	req, err := http.NewRequest("", "", http.NoBody)
	if err != nil {
		return "", err
	}
	req.SetBasicAuth(user, "secret")
	return req.Header.Get("Authorization"), ctx.Err()
}
