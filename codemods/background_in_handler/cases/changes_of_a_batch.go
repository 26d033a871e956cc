package p

import (
	"context"
	"net/http"
)

type row struct{ id string }

type table struct{ rows chan row }

func (t *table) Get(ctx context.Context, id string) (row, error) {
	select {
	case r := <-t.rows:
		return r, nil
	case <-ctx.Done():
		return row{}, ctx.Err()
	}
}

func (t *table) Delete(ctx context.Context, r row) error {
	select {
	case t.rows <- r:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *table) checkAndDelete(r *http.Request, id string) error {
	found, err := t.Get(context.Background(), id) // want unsafe "so its work goes on after"
	if err != nil {
		return err
	}
	return t.Delete(context.Background(), found) // want none "several changes in a row"
}

// Sent again, it fails at the first, which is gone.
func (t *table) deleteAll(w http.ResponseWriter, r *http.Request) {
	for _, id := range r.URL.Query()["id"] {
		if err := t.checkAndDelete(r, id); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
}

func (t *table) deleteOne(w http.ResponseWriter, r *http.Request) {
	found, err := t.Get(context.Background(), r.FormValue("id")) // want unsafe "so its work goes on after"
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if err := t.Delete(context.Background(), found); err != nil { // want unsafe "so its work goes on after"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
