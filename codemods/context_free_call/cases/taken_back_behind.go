package importer

import (
	"context"
	"database/sql"
	"fmt"
	"os/exec"
)

type importer struct {
	db       *sql.DB
	sections []string
}

// The owner must not stay what it was made for a while.
func (i *importer) restore(ctx context.Context, owner string) error {
	if _, err := i.db.Exec(fmt.Sprintf("ALTER USER %s SUPERUSER", owner)); err != nil { // want unsafe "i.db.Exec works without"
		return err
	}
	for _, section := range i.sections {
		restore := exec.Command("pg_restore", "--section", section)
		if err := restore.Run(); err != nil {
			return fmt.Errorf("section %s: %w", section, err)
		}
	}
	if _, err := i.db.Exec(fmt.Sprintf("ALTER USER %s NOSUPERUSER", owner)); err != nil {
		return err
	}
	return nil
}

// It is taken back in any case here.
func (i *importer) restoreUnder(ctx context.Context, owner string) error {
	if _, err := i.db.Exec("GRANT admin TO " + owner); err != nil { // want unsafe "i.db.Exec works without"
		return err
	}
	defer i.db.Exec("REVOKE admin FROM " + owner)
	return exec.Command("pg_restore", "--section", "data").Run() // want unsafe "kills the process"
}

// The table of somebody else, and another order.
func (i *importer) rebuild(ctx context.Context) error {
	if _, err := i.db.Exec("DROP TABLE names"); err != nil { // want unsafe "i.db.Exec works without"
		return err
	}
	if _, err := i.db.Exec("CREATE TABLE names"); err != nil { // want unsafe "i.db.Exec works without"
		return err
	}
	_, err := i.db.Exec("CREATE INDEX names_id ON names (id)") // want unsafe "i.db.Exec works without"
	return err
}

// What is done in a session for a while.
func (i *importer) copy(ctx context.Context, conn *sql.DB, from, to string) error {
	if _, err := conn.ExecContext(ctx, "ALTER TABLE "+to+" DISABLE KEYS"); err != nil {
		return err
	}
	if _, err := conn.Exec("INSERT INTO " + to + " SELECT * FROM " + from); err != nil {
		return err
	}
	_, err := conn.Exec("ALTER TABLE " + to + " ENABLE KEYS")
	return err
}
