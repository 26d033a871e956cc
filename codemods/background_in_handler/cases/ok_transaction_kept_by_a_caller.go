package web

import (
	"context"
	"database/sql"
	"net/http"
	"sync"
)

type sessions struct {
	db  *sql.DB
	mu  sync.Mutex
	txs map[string]*sql.Tx
}

func (s *sessions) begin(r *http.Request) (*sql.Tx, error) {
	return s.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: r.FormValue("ro") != ""})
}

func (s *sessions) beginLogged(r *http.Request) (*sql.Tx, error) {
	println("begin", r.Host)
	return s.begin(r)
}

func (s *sessions) handleOpen(w http.ResponseWriter, r *http.Request) {
	tx, err := s.beginLogged(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.mu.Lock()
	s.txs[r.FormValue("id")] = tx
	s.mu.Unlock()
}

func (s *sessions) handleCommit(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	tx := s.txs[r.FormValue("id")]
	s.mu.Unlock()
	if err := tx.Commit(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
