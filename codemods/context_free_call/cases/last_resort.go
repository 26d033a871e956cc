package saga

import (
	"context"
	"database/sql"
	"log"
)

type Store struct{ db *sql.DB }

func executeUpdate(db *sql.DB, query string, args ...any) (int64, error) {
	stmt, err := db.Prepare(query)
	if err != nil {
		return 0, err
	}
	defer stmt.Close()
	result, err := stmt.Exec(args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// The first attempt is made whoever has given up; the last must be too.
func (s *Store) finish(ctx context.Context, id, state string) error {
	n, err := executeUpdate(s.db, "UPDATE sagas SET state = ? WHERE id = ? AND updated < now()", state, id)
	if err != nil {
		return err
	}
	if n == 0 {
		if _, err := s.db.Exec("UPDATE sagas SET state = ? WHERE id = ?", state, id); err != nil {
			return err
		}
		log.Printf("saga %s finished without a lock", id)
	}
	return nil
}

// It has nothing to do with what has been tried before.
func (s *Store) touch(ctx context.Context, id string) error {
	n, err := executeUpdate(s.db, "UPDATE sagas SET seen = now() WHERE id = ?", id)
	if err != nil {
		return err
	}
	log.Printf("%d sagas seen", n)
	_, err = s.db.Exec("UPDATE visits SET n = n + 1 WHERE id = ?", id) // want unsafe "ExecContext takes it"
	return err
}

func (s *Store) start(ctx context.Context, id string) error {
	var n int
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM sagas WHERE id = ?", id).Scan(&n); err != nil {
		return err
	}
	if n == 0 {
		_, err := s.db.Exec("INSERT INTO sagas (id) VALUES (?)", id) // want unsafe "ExecContext takes it"
		return err
	}
	return nil
}
