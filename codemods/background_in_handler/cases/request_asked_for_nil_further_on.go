package users

import (
	"context"
	"io"
	"net/http"
)

type holder struct {
	Request *http.Request
	answers http.ResponseWriter
}

type user struct{ name string }

func list(ctx context.Context, filter string) ([]user, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://users/"+filter, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return []user{{name: filter}}, nil
}

// Somebody has none.
func (h *holder) show() ([]user, error) {
	users, err := list(context.Background(), "all")
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	if h.Request != nil {
		ctx = h.Request.Context()
	}
	more, err := list(ctx, "more")
	return append(users, more...), err
}

// Here it has been looked into before.
func (h *holder) put() ([]user, error) {
	body, err := io.ReadAll(h.Request.Body)
	if err != nil {
		return nil, err
	}
	users, err := list(context.Background(), string(body)) // want unsafe "list gets context.Background.. instead of the request.s h.Request.Context"
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	if h.Request != nil {
		ctx = h.Request.Context()
	}
	more, err := list(ctx, "more")
	return append(users, more...), err
}
