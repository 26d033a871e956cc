package users

import (
	"context"
	"database/sql"
	"net/http"
)

// ctx is for all queries.
var ctx = context.Background()

var db *sql.DB

func handle(w http.ResponseWriter, r *http.Request) {
	row := db.QueryRowContext(ctx, "select name from users where id = ?", r.PathValue("id")) // want unsafe "db.QueryRowContext gets the global ctx"
	var name string
	if err := row.Scan(&name); err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write([]byte(name))
}
