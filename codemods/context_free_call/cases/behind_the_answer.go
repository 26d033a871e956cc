package registry

import (
	"database/sql"
	"log"
	"net/http"
)

type api struct{ db *sql.DB }

func (a *api) handleManifest(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	var manifest []byte
	err := a.db.QueryRowContext(ctx, "SELECT content FROM manifests WHERE name = $1", r.URL.Path).Scan(&manifest)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		w.Write(manifest)
	}
	if r.Method == http.MethodGet {
		_, err := a.db.Exec("UPDATE manifests SET last_pulled_at = now() WHERE name = $1", r.URL.Path)
		if err != nil {
			log.Printf("last_pulled_at of %s: %v", r.URL.Path, err)
		}
	}
}

func (a *api) handleTag(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	var digest string
	err := a.db.QueryRowContext(ctx, "SELECT digest FROM tags WHERE name = $1", r.URL.Path).Scan(&digest)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, err = a.db.Exec("UPDATE tags SET last_asked_at = now() WHERE name = $1", r.URL.Path) // want unsafe "ExecContext"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write([]byte(digest))
}
