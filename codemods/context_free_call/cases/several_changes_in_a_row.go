package web

import (
	"database/sql"
	"net/http"
)

func handleTransfer(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	if _, err := db.Exec("UPDATE accounts SET n = n - 1 WHERE id = 1"); err != nil { // want none "one of several changes in a row that should not stop half-way; what must be finished gets context.WithoutCancel\\(r.Context\\(\\)\\)"
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if _, err := db.Exec("UPDATE accounts SET n = n + 1 WHERE id = 2"); err != nil { // want none "several changes"
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
}
