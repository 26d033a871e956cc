package remote

import (
	"context"
	"net/http"
	"time"
)

type signer struct{ key string }

func (s *signer) SignRequest(ctx context.Context, r *http.Request, until time.Time) *http.Request {
	r.Header.Set("Authorization", s.key+until.String())
	return r
}

// The request is never sent: what it would say is.
func (s *signer) uploadURL(ctx context.Context, base string, until time.Time) (string, string, error) {
	req, err := http.NewRequest("POST", base, nil)
	if err != nil {
		return "", "", err
	}
	req = s.SignRequest(ctx, req, until)
	return req.URL.String(), req.Header["Authorization"][0], nil
}

func (s *signer) upload(ctx context.Context, base string, until time.Time) error {
	req, err := http.NewRequest("POST", base, nil) // want unsafe "http.NewRequest makes"
	if err != nil {
		return err
	}
	req = s.SignRequest(ctx, req, until)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return res.Body.Close()
}
