package jobs

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"time"
)

type server struct {
	db *sql.DB
}

func insertStatus(tx *sql.Tx, text string) (int, error) {
	defer tx.Commit()
	var id int
	err := tx.QueryRow("INSERT INTO status (text) VALUES ($1) RETURNING id", text).Scan(&id)
	return id, err
}

func (s *server) run(id int) {
	time.Sleep(time.Minute)
	if _, err := s.db.Exec("UPDATE status SET text = 'done' WHERE id = $1", id); err != nil {
		log.Print(err)
	}
}

func (s *server) refresh(w http.ResponseWriter, r *http.Request) {
	tx, err := s.db.Begin()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	id, err := insertStatus(tx, "refresh started by "+r.RemoteAddr)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	go s.run(id)
	fmt.Fprintln(w, id)
}

func (s *server) note(w http.ResponseWriter, r *http.Request) {
	tx, err := s.db.Begin() // want unsafe "s.db.Begin works"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	id, err := insertStatus(tx, "note of "+r.RemoteAddr)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, id)
}
