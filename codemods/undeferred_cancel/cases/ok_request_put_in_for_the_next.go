package serve

import (
	"context"
	"net/http"
	"time"
)

type limited struct{ next http.Handler }

func (l limited) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	*r = *r.WithContext(ctx)
	l.next.ServeHTTP(w, r)
}
