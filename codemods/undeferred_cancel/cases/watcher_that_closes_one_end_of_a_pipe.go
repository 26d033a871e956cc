package fetch

import (
	"context"
	"io"
	"time"
)

// Who reads the other end finds it closed.
func stream(parent context.Context) io.ReadCloser {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "used by a goroutine that is not waited for"
	r, w := io.Pipe()
	go func() {
		<-ctx.Done()
		w.CloseWithError(context.Cause(ctx))
	}()
	return r
}

func read(parent context.Context, p []byte) (int, error) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want unsafe "used by a goroutine that is not waited for"
	r, w := io.Pipe()
	go func() {
		<-ctx.Done()
		w.CloseWithError(context.Cause(ctx))
	}()
	return r.Read(p)
}
