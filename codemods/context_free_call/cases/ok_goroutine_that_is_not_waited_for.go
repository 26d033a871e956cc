package web

import (
	"database/sql"
	"net/http"
)

func handle(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	go db.Exec("INSERT INTO log VALUES (1)")
	go func() {
		db.Exec("INSERT INTO log VALUES (2)")
	}()
}
