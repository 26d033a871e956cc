package comment

import (
	"context"
	"net/http"
)

// With a context that has ended there is no answer.
func remove(ctx context.Context, client *http.Client, url string) error {
	req, err := http.NewRequest(http.MethodDelete, url, nil)
	if err != nil {
		return err
	}
	res, err := client.Do(req)
	if res.Body != nil {
		defer res.Body.Close()
	}
	return err
}
