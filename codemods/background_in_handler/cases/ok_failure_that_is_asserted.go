package web

import (
	"context"
	"fmt"
	"net/http"
)

type installs interface {
	Info(ctx context.Context, id string) (string, error)
}

const isRelease = false

func shouldAll(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			if !isRelease {
				panic(err)
			}
			return err
		}
	}
	return nil
}

func should(errs ...error) { _ = shouldAll(errs...) }

// A client that leaves is no reason to panic.
func hello(i installs) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		info, err := i.Info(context.Background(), r.URL.Path)
		should(err)
		fmt.Fprintln(w, info)
	}
}
