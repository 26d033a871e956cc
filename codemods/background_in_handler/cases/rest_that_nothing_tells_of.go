package web

import (
	"context"
	"net/http"
)

type entries interface {
	DeleteEntry(ctx context.Context, path string) error
	Chunks(ctx context.Context, path string) ([]string, error)
}

type files struct {
	entries entries
	queue   []string
}

func (f *files) tryDeleteEntry(ctx context.Context, path string) error {
	return f.entries.DeleteEntry(ctx, path)
}

func (f *files) deleteChunks(ctx context.Context, path string) {
	chunks, err := f.entries.Chunks(ctx, path)
	if err != nil {
		return
	}
	f.queue = append(f.queue, chunks...)
}

func (f *files) remove(ctx context.Context, path string) error {
	if err := f.tryDeleteEntry(ctx, path); err != nil {
		return err
	}
	f.deleteChunks(ctx, path)
	return nil
}

func (f *files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f.remove(context.Background(), r.URL.Path); err != nil { // want none "it may stop half-way, behind f.tryDeleteEntry at .*; what must be finished gets context.WithoutCancel"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
