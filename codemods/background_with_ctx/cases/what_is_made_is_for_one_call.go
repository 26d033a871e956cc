package client

import (
	"context"
	"net/http"
	"os/exec"
)

type key struct{}

func newRequest(ctx context.Context, url string) (*http.Request, error) {
	return http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil) // want unsafe "gets"
}

func makeCmd(ctx context.Context, name string) *exec.Cmd {
	return exec.CommandContext(context.Background(), name) // want unsafe "gets"
}

// The context that it is given is used for nothing.
func tag(ctx context.Context, name string) context.Context {
	return withName(context.Background(), name) // want unsafe "withName gets"
}

// What it takes over it says.
func detach(ctx context.Context) context.Context {
	return withName(context.Background(), nameOf(ctx))
}

func fresh(_ context.Context, name string) context.Context {
	return withName(context.Background(), name)
}

func withName(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, key{}, name)
}

func nameOf(ctx context.Context) string {
	name, _ := ctx.Value(key{}).(string)
	return name
}
