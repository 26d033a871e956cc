package serve

import (
	"context"
	"net/http"
	"time"
)

func serve(ctx context.Context, srv *http.Server, migrate func()) {
	go func() { _ = srv.ListenAndServe() }()
	if migrate != nil {
		time.Sleep(2 * time.Minute) // want none "leaving there would skip srv.Shutdown"
		migrate()
	}
	<-ctx.Done()
	_ = srv.Shutdown(context.TODO())
}

func run(ctx context.Context, step func(context.Context), finish func(string)) error {
	step(ctx)
	time.Sleep(2 * time.Minute) // want none "the function does more than return on line 23 when"
	<-ctx.Done()
	finish("done")
	return nil
}
