package main

import (
	"context"
	"net/http"
)

var probe *http.Request

func init() {
	probe, _ = http.NewRequestWithContext(context.Background(), http.MethodGet, "http://localhost", nil)
}

func main() {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "http://localhost", nil)
	if err != nil {
		panic(err)
	}
	println(r.URL.Path, probe.URL.Path, ping(context.Background()))
}

func ping(ctx context.Context) error { return ctx.Err() }
