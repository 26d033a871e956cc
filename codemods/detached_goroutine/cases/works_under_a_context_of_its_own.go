package p

import (
	"context"
	"log/slog"
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
	slog.InfoContext(ctx, "saved", "id", id)
	return ctx.Err()
}
