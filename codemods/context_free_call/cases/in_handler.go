package web

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

func handleName(w http.ResponseWriter, r *http.Request) {
	var name string
	if err := db.QueryRow("SELECT name FROM users WHERE id = ?", r.FormValue("id")).Scan(&name); err != nil { // want unsafe "^db.QueryRow works without the request's r.Context\\(\\), so it goes on after the client has left; QueryRowContext takes it$"
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write([]byte(name))
}
