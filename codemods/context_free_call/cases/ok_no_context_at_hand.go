package store

import "database/sql"

func clean(db *sql.DB) error {
	_, err := db.Exec("DELETE FROM names")
	return err
}
