package worker

import (
	"context"
	"net/http"
)

func run(w http.ResponseWriter, r *http.Request) {
	ctx := context.Background() // want unsafe "ctx is context.Background.. instead of the request's r.Context.., so its Err is always nil on line 10"
	for ctx.Err() == nil {
		if _, err := w.Write([]byte(".")); err != nil {
			return
		}
	}
}
