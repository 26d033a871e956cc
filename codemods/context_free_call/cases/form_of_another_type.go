package login

import (
	"context"
	"io"
	"net/http"
	neturl "net/url"
)

func post(ctx context.Context, url, state string) error {
	data := map[string][]string{"state": {state}}
	resp, err := http.PostForm(url, data) // want none "has to be changed by hand"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func postValues(ctx context.Context, url, state string) error {
	data := neturl.Values{"state": {state}}
	resp, err := http.PostForm(url, data) // want unsafe "NewRequestWithContext"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
