package watch

import (
	"context"
	"net/http"
	"time"
)

// Watch looks at the peer again and again; stop ends the present look.
func Watch(w http.ResponseWriter, r *http.Request, look func(context.Context) error, failed func(func())) error {
	var cancel context.CancelFunc
	var ctx context.Context
	begin := func() error {
		ctx, cancel = context.WithTimeout(r.Context(), time.Second)
		if err := look(ctx); err != nil {
			return err
		}
		return look(ctx)
	}
	failed(func() {
		cancel()
	})
	return begin()
}
