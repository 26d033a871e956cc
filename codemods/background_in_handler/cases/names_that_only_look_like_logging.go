package p

import (
	"context"
	"database/sql"
	"net/http"
)

type shop struct{ db *sql.DB }

func (s *shop) catalog(ctx context.Context) (name string, err error) {
	err = s.db.QueryRowContext(ctx, "select name from catalogs").Scan(&name)
	return name, err
}

func (s *shop) login(ctx context.Context, user string) error {
	return s.db.QueryRowContext(ctx, "select id from users where name = ?", user).Err()
}

// These wait for the database.
func (s *shop) show(w http.ResponseWriter, r *http.Request) {
	if err := s.login(context.Background(), r.FormValue("user")); err != nil { // want unsafe "goes on after the client has left"
		http.Error(w, "who are you?", http.StatusForbidden)
		return
	}
	name, err := s.catalog(context.TODO()) // want unsafe "goes on after the client has left"
	if err != nil {
		http.Error(w, "no catalog", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte(name))
}
