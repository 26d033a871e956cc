package ping

import (
	"context"
	"database/sql"
)

func each(ctx context.Context, fs ...func() error) error {
	for _, f := range fs {
		if err := f(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func bump(ctx context.Context, db *sql.DB) error {
	return each(ctx,
		func() error { _, err := db.Exec("UPDATE a_long_table_name SET n = n + 1 WHERE id = 1"); return err }, // want unsafe "ExecContext takes it"
		func() error { return db.Ping() }, // want unsafe "PingContext takes it"
	)
}
