package p

import (
	"context"
	"net/http"
)

func handler(w http.ResponseWriter, r *http.Request) {
	go refresh(context.Background(), r.FormValue("id")) // want unsafe "context.WithoutCancel.r.Context"
}

// It is to work under the context that it is given, which then must not end with the request.
func refresh(ctx context.Context, id string) {
	if err := load(context.Background(), id); err != nil {
		println(err.Error())
	}
}

func load(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
