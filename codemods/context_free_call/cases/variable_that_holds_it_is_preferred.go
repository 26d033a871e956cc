package web

import (
	"database/sql"
	"net/http"
)

func count(db *sql.DB, r *http.Request) (n int, err error) {
	ctx := r.Context()
	if err := db.PingContext(ctx); err != nil {
		return 0, err
	}
	err = db.QueryRow("SELECT count(*) FROM users").Scan(&n) // want unsafe "without the request's context ctx"
	return n, err
}
