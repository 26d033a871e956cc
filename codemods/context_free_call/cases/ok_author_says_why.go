package web

import (
	"database/sql"
	"net/http"
)

func handle(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	// Not with the request's context: this must be written even if the client has left.
	db.Exec("INSERT INTO payments VALUES (1)")
}
