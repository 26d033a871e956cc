package probe

import (
	"context"
	"errors"
	"log"
	"net/http"
)

// Above what it defines, the goto would jump over that.
func up(ctx context.Context, url string) (up bool) {
	resp, err := http.Head(url) // want none "has to be changed by hand"
	if err != nil {
		goto done
	}
	resp.Body.Close()
	up = resp.StatusCode == 200
done:
	log.Printf("probe of %s: %v", url, up)
	return up
}

// Nothing is defined that the label could see.
func all(ctx context.Context, urls []string) error {
	for _, url := range urls {
		resp, err := http.Head(url) // want unsafe "a request made by http.NewRequestWithContext takes it"
		if err != nil {
			goto failed
		}
		resp.Body.Close()
	}
	return nil
failed:
	return errors.New("not all are up")
}

// Nor is there a response to define.
func warm(ctx context.Context, url string) (warm bool) {
	_, err := http.Head(url) // want unsafe "a request made by http.NewRequestWithContext takes it"
	if err != nil {
		goto done
	}
	warm = true
done:
	log.Printf("warmed %s: %v", url, warm)
	return warm
}
