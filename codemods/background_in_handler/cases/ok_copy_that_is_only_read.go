package proxy

import (
	"context"
	"net/http"
	"strings"
)

type info struct{ verb, path string }

func newInfo(req *http.Request) info {
	return info{verb: strings.ToLower(req.Method), path: pathOf(req)}
}

func pathOf(req *http.Request) string { return req.URL.Path }

func serve(next func(http.ResponseWriter, *http.Request, info)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		clone := r.Clone(context.Background())
		clone.URL.Path = strings.TrimPrefix(clone.URL.Path, "/cluster")
		next(w, r, newInfo(clone))
	}
}
