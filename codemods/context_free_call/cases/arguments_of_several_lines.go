package post

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

func form(ctx context.Context, u, tok string) error {
	resp, err := http.PostForm(u, url.Values{ // want unsafe "NewRequestWithContext takes it"
		"grant_type": {"client_credentials"},
		"token":      {tok},
	})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func json(ctx context.Context, u string) error {
	if u == "" {
		return errors.New("no address")
	}
	resp, err := http.Post(u, "application/json", strings.NewReader(`{ // want unsafe "NewRequestWithContext takes it"
		"ok": true
	}`))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The lines of the text do not stand as the code does.
func flush(ctx context.Context, u string) error {
	resp, err := http.Post(u, "application/json", strings.NewReader(`{ // want none "changed by hand"
"ok": true
}`))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Nor do these.
func deeper(ctx context.Context, u, tok string) error {
	resp, err := http.PostForm( // want none "changed by hand"
		u,
		url.Values{
			"token": {tok},
		},
	)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The comment would get lost.
func commented(ctx context.Context, u string) error {
	resp, err := http.Get( // want none "changed by hand"
		// the one that is near
		u,
	)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
