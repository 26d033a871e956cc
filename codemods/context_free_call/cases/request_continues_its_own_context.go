package web

import (
	"context"
	"net/http"
	"net/http/httptrace"
)

func fetch(ctx context.Context, client *http.Client, url string, seen func(httptrace.GotConnInfo)) error {
	req, err := http.NewRequest(http.MethodGet, url, nil) // want unsafe "http.NewRequest makes"
	if err != nil {
		return err
	}
	trace := httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{GotConn: seen})
	resp, err := client.Do(req.WithContext(trace))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func send(ctx context.Context, client *http.Client, url string, seen func(httptrace.GotConnInfo)) error {
	req, err := http.NewRequest(http.MethodPost, url, nil) // want unsafe "http.NewRequest makes"
	if err != nil {
		return err
	}
	return do(req, client, seen)
}

func do(req *http.Request, client *http.Client, seen func(httptrace.GotConnInfo)) error {
	req = req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{GotConn: seen}))
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
