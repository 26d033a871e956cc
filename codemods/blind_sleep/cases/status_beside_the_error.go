package api

import (
	"context"
	"errors"
	"net/http"
	"time"
)

func compile(ctx context.Context, try func(context.Context) bool, wait time.Duration) (string, int, error) {
	for i := range 3 {
		if i > 0 {
			time.Sleep(wait) // want none "another result tells why the function fails"
		}
		if try(ctx) {
			return "ok", http.StatusOK, nil
		}
	}
	if wait < 0 {
		return "", 400, errors.New("no time")
	}
	return "", http.StatusInternalServerError, errors.New("tried three times")
}

func count(ctx context.Context, try func(context.Context) (int, bool), wait time.Duration) (int, error) {
	for {
		n, ok := try(ctx)
		if ok {
			return n, nil
		}
		if n < 0 {
			return 0, errors.New("no number")
		}
		time.Sleep(wait) // want unsafe "each round still waits"
	}
}
