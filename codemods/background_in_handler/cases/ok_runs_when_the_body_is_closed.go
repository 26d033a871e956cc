package web

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
)

type body struct {
	io.ReadCloser
	ended func() error
}

func (b *body) Close() error { return errors.Join(b.ReadCloser.Close(), b.ended()) }

func meter(db *sql.DB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = &body{ReadCloser: r.Body, ended: func() error {
			_, err := db.ExecContext(context.Background(), "UPDATE usage SET open = open - 1")
			return err
		}}
		next.ServeHTTP(w, r)
	})
}
