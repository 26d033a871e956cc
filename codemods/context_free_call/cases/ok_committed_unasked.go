package login

import (
	"database/sql"
	"net/http"
)

// A token that was rolled back would be mailed all the same.
func reset(w http.ResponseWriter, r *http.Request, db *sql.DB, mail func(token string)) {
	tx, err := db.Begin()
	if err != nil {
		return
	}
	token, err := set(tx, r.FormValue("email"))
	if err != nil {
		tx.Rollback()
		return
	}
	tx.Commit()
	mail(token)
}

func set(tx *sql.Tx, email string) (string, error) { return email, nil }
