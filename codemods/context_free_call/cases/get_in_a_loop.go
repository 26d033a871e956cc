package web

import (
	"context"
	"log"
	"net/http"
)

func fetchAll(ctx context.Context, client *http.Client, urls []string) {
	for _, url := range urls {
		// One after the other.
		resp, err := client.Get(url) // want unsafe "client.Get works without"
		if err != nil {
			// The next may do better.
			log.Printf("%s: %v", url, err)
			continue
		}

		resp.Body.Close()
	}
}
