package fetch

import (
	"context"
	"net/http"
	"time"
)

type call struct{ ctx context.Context }

func limit(r *http.Request) {
	ctx, _ := context.WithTimeout(r.Context(), time.Second) // want none "is stored"
	*r = *r.WithContext(ctx)
}

func (c *call) reset(ctx context.Context) {
	callCtx, _ := context.WithCancel(ctx) // want none "is stored"
	*c = call{ctx: callCtx}
}
