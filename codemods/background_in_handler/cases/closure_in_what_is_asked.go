package web

import (
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
)

type metrics interface{ First(ctx context.Context) }

func proxy(m metrics) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		trace := &httptrace.ClientTrace{
			GotFirstResponseByte: func() { m.First(context.Background()) }, // want unsafe "r\\.Context"
		}
		traced := httptrace.WithClientTrace(context.Background(), trace) // want unsafe "r\\.Context"
		req, err := http.NewRequestWithContext(traced, http.MethodGet, "http://x.internal", nil)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		_, _ = io.Copy(w, resp.Body)
	}
}
