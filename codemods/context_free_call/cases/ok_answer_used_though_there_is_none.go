package publish

import (
	"context"
	"log"
	"net/http"
)

func publish(ctx context.Context, c *http.Client, url string) error {
	req, err := http.NewRequest(http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		log.Printf("error making request: %v", err)
	}
	defer resp.Body.Close()
	return nil
}
