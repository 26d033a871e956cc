package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
)

// backend is a search service that is asked over HTTP.
type backend struct {
	ctx    context.Context
	url    string
	client *http.Client
}

// find returns the titles that the back end knows for the query.
func (b *backend) find(query string) ([]string, error) {
	req, err := http.NewRequestWithContext(b.ctx, http.MethodGet, b.url+"?q="+url.QueryEscape(query), nil)
	if err != nil {
		return nil, err
	}
	res, err := b.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()

	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", b.url, res.Status)
	}
	var titles []string
	err = json.NewDecoder(res.Body).Decode(&titles)
	return titles, err
}
