package writer

import (
	"context"
	"sync"
)

type backend interface {
	Put(ctx context.Context, data []byte) error
}

type Writer struct {
	mu    sync.Mutex
	buf   []byte
	dirty bool
	busy  bool
	back  backend
}

func (w *Writer) Write(ctx context.Context, data []byte) error {
	w.mu.Lock()
	w.buf = append(w.buf, data...)
	w.dirty = true
	full := len(w.buf) > 1<<20
	w.mu.Unlock()
	if full {
		return w.flush(ctx)
	}
	return nil
}

// flush takes what others have written for stored, whether or not it is.
func (w *Writer) flush(ctx context.Context) error {
	w.mu.Lock()
	defer func() {
		w.dirty = false
		w.mu.Unlock()
	}()
	if !w.dirty {
		return nil
	}
	return w.back.Put(ctx, w.buf)
}

// check is marked as busy meanwhile.
func (w *Writer) check(ctx context.Context) error {
	if w.busy {
		return nil
	}
	w.busy = true
	defer func() { w.busy = false }()
	return w.back.Put(ctx, nil)
}

type File struct {
	w *Writer
}

func (f *File) Write(ctx context.Context, data []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return f.w.Write(context.Background(), data)
}

func (f *File) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return f.w.check(context.Background()) // want unsafe "f.w.check gets"
}
