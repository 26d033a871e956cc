package web

import "context"

type Request struct{ id string }

func handleUser(r *Request) (string, error) {
	return load(context.Background(), r.id)
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
