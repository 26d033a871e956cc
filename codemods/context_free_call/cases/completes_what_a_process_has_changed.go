package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"os/exec"
)

type instance struct {
	data string
	db   *sql.DB
}

const pgCtl = "pg_ctl"

// Once it is promoted it is a primary: nobody comes here again to make up for the rest.
func (i *instance) promote(ctx context.Context) error {
	options := []string{"-D", i.data, "-w", "promote"}
	command := exec.Command(pgCtl, options...)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("promote: %w: %s", err, out)
	}
	if err := i.db.Ping(); err != nil {
		return err
	}
	if _, err := i.db.Exec("CHECKPOINT"); err != nil {
		return err
	}
	return nil
}

// What comes behind only looks.
func (i *instance) reload(ctx context.Context) (int, error) {
	if err := exec.Command(pgCtl, "-D", i.data, "reload").Run(); err != nil {
		return 0, err
	}
	var n int
	err := i.db.QueryRow("SELECT count(*) FROM pg_stat_activity").Scan(&n) // want unsafe "i.db.QueryRow works without"
	return n, err
}

// The work comes first.
func (i *instance) restart(ctx context.Context) error {
	if _, err := i.db.Exec("ANALYZE"); err != nil { // want unsafe "i.db.Exec works without"
		return err
	}
	return exec.Command(pgCtl, "-D", i.data, "restart").Run()
}

// This may do without it.
func (i *instance) vacuum(ctx context.Context, restart bool) error {
	if restart {
		if err := exec.Command(pgCtl, "-D", i.data, "restart").Run(); err != nil {
			return err
		}
	}
	_, err := i.db.Exec("VACUUM") // want unsafe "i.db.Exec works without"
	return err
}
