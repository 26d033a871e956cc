package pty

import (
	"context"
	"io"
)

// The context says only that all was copied; the caller's says nothing of that.
func run(ctx context.Context, out io.Writer, in io.Reader, work func(context.Context) error) error {
	copied, tell := context.WithCancel(context.Background())
	go func() {
		defer tell()
		io.Copy(out, in)
	}()
	if err := work(ctx); err != nil {
		return err
	}
	<-copied.Done()
	return nil
}
