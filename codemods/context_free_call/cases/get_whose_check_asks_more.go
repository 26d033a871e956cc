package bundle

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
)

func fetch(ctx context.Context, url string) (string, error) {
	resp, err := http.Get(url) // want none "http.Get works without"
	if err != nil {
		var hostname x509.HostnameError
		if errors.As(err, &hostname) {
			return "", fmt.Errorf("not the server: %w", err)
		}
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}
