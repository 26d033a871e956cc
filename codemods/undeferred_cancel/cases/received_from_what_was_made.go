package fetch

import (
	"context"
	"net/http"
	"time"
)

type fetcher interface {
	Fetch(ctx context.Context, url string) <-chan *http.Response
}

func fetch(parent context.Context, f fetcher) *http.Response {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "is returned"
	responses := f.Fetch(ctx, "/")
	return <-responses
}

func fetchOrNot(parent context.Context, f fetcher) *http.Response {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "is returned"
	select {
	case response := <-f.Fetch(ctx, "/"):
		return response
	case <-parent.Done():
		return nil
	}
}

func fetchAll(parent context.Context, f fetcher) (all []*http.Response) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "is returned"
	for response := range f.Fetch(ctx, "/") {
		all = append(all, response)
	}
	return all
}

// Nothing of these is left.
func count(parent context.Context, f fetcher) (n int) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want safe "discarded"
	for response := range f.Fetch(ctx, "/") {
		n += response.StatusCode
		response.Body.Close()
	}
	return n
}
