package web

import (
	"context"
	"database/sql"
	"net/http"
)

type accounts struct {
	db *sql.DB
}

func (a *accounts) begin(r *http.Request) (*sql.Tx, error) {
	return a.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: r.FormValue("ro") != ""}) // want unsafe "r\\.Context"
}

func (a *accounts) handleRead(w http.ResponseWriter, r *http.Request) {
	tx, err := a.begin(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err := tx.Commit(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
