package users

import (
	"database/sql"
	"net/http"
)

type scope struct {
	r  *http.Request
	db *sql.DB
}

func (s *scope) user() (name string, err error) {
	err = s.db.QueryRow("SELECT name FROM users WHERE token = $1", s.r.Header.Get("X-Token")).Scan(&name) // want unsafe "QueryRowContext takes it"
	return
}

type server struct{ db *sql.DB }

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sc := &scope{r: r, db: s.db}
	name, err := sc.user()
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	w.Write([]byte(name))
}
