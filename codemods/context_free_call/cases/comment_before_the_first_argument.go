package ping

import (
	"context"
	"database/sql"
)

func ping(ctx context.Context, db *sql.DB) error {
	if err := db.Ping( /* quick */ ); err != nil { // want unsafe "PingContext takes it"
		return err
	}
	if _, err := db.Exec( /* no rows */ "SELECT 1"); err != nil { // want unsafe "ExecContext takes it"
		return err
	}
	_, err := db.Exec( // want unsafe "ExecContext takes it"
		// no rows either
		"UPDATE t SET n = $1 WHERE id = $2",
		1, 2,
	)
	return err
}
