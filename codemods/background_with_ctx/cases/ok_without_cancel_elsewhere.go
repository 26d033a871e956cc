package p

import (
	"context"
	"net/http"
)

type entry struct{ path string }

type filer struct {
	insert func(ctx context.Context, e entry) error
	notify func(ctx context.Context, e entry)
}

func (f *filer) create(ctx context.Context, e entry) error {
	if err := f.insert(ctx, e); err != nil {
		return err
	}
	f.notify(ctx, e)
	return nil
}

func (f *filer) post(w http.ResponseWriter, r *http.Request) {
	if err := f.create(context.WithoutCancel(r.Context()), entry{r.URL.Path}); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// The handler says that it must not be cut off.
func (f *filer) add(ctx context.Context, path string) error {
	return f.create(context.Background(), entry{path})
}
