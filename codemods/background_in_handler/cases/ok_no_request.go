package web

import "context"

func refresh(id string) (string, error) {
	return load(context.Background(), id)
}

func load(ctx context.Context, id string) (string, error) { return id, ctx.Err() }
