package web

import (
	"context"
	"database/sql"
	"net/http"
)

// Half of the two would be worse than none.
func handleMove(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	if _, err := db.ExecContext(context.Background(), "UPDATE a SET n = n - 1"); err != nil { // want none "WithoutCancel"
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if _, err := db.ExecContext(context.Background(), "UPDATE b SET n = n + 1"); err != nil { // want none "WithoutCancel"
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
