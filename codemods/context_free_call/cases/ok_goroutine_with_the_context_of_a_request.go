package certs

import (
	"context"
	"database/sql"
	"net/http"
	"time"
)

func handle(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Minute)
	go renew(ctx, cancel, db)
	w.WriteHeader(http.StatusAccepted)
}

// The handler has answered, and its context has ended, when this is done.
func renew(ctx context.Context, cancel context.CancelFunc, db *sql.DB) {
	defer cancel()
	tx, err := db.Begin()
	if err != nil {
		return
	}
	if _, err := tx.Exec("UPDATE certs SET renewed = now()"); err != nil {
		tx.Rollback()
		return
	}
	tx.Commit()
}
