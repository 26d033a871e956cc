package profiles

import (
	"context"
	"encoding/json"
	"net/http"
)

type tx interface {
	Pool(ctx context.Context, name string) (string, error)
	Profile(ctx context.Context, name string) (string, error)
	SetPool(ctx context.Context, name, pool string) error
	SetProfile(ctx context.Context, name, profile string) error
}

type database interface {
	Transaction(ctx context.Context, f func(ctx context.Context, t tx) error) error
}

// Neither of the two changes anything.
func show(db database) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var pool, profile string
		err := db.Transaction(context.TODO(), func(ctx context.Context, t tx) error { // want unsafe "db.Transaction gets"
			var err error
			pool, err = t.Pool(ctx, r.FormValue("pool"))
			return err
		})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		err = db.Transaction(context.TODO(), func(ctx context.Context, t tx) error { // want unsafe "db.Transaction gets"
			var err error
			profile, err = t.Profile(ctx, pool)
			return err
		})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(profile)
	}
}

// Both do.
func set(db database) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name := r.FormValue("name")
		err := db.Transaction(context.TODO(), func(ctx context.Context, t tx) error { // want none "several changes"
			return t.SetPool(ctx, name, r.FormValue("pool"))
		})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		err = db.Transaction(context.TODO(), func(ctx context.Context, t tx) error { // want none "several changes"
			return t.SetProfile(ctx, name, r.FormValue("profile"))
		})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

type requestor struct{ name string }

func createRequestor(ctx context.Context) *requestor {
	name, _ := ctx.Value(key{}).(string)
	return &requestor{name: name}
}

type key struct{}

type events struct{ sent []string }

func (e *events) send(name string, by *requestor) {
	e.sent = append(e.sent, name+" by "+by.name)
}

// What comes behind only tells of the change.
func patch(db database, e *events) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := db.Transaction(context.TODO(), func(ctx context.Context, t tx) error { // want unsafe "db.Transaction gets"
			return t.SetPool(ctx, r.FormValue("name"), r.FormValue("pool"))
		})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		by := createRequestor(r.Context())
		e.send("patched", by)
	}
}
