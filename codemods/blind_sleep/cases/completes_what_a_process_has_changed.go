package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

type instance struct {
	data string
	db   *sql.DB
}

func (i *instance) isPrimary() bool {
	var recovering bool
	err := i.db.QueryRow("SELECT pg_is_in_recovery()").Scan(&recovering)
	return err == nil && !recovering
}

// Once it is promoted it is a primary: nobody comes here again to make up for the rest.
func (i *instance) promote(ctx context.Context) error {
	if out, err := exec.Command("pg_ctl", "-D", i.data, "promote").CombinedOutput(); err != nil {
		return fmt.Errorf("promote: %w: %s", err, out)
	}
	limit := time.Now().Add(time.Minute)
	for !i.isPrimary() {
		if time.Now().After(limit) {
			return errors.New("not promoted")
		}
		time.Sleep(time.Second) // want none "what comes on line 35 does not look at it"
	}
	if _, err := i.db.Exec("CHECKPOINT"); err != nil {
		return err
	}
	return nil
}

// Nothing comes behind.
func (i *instance) reload(ctx context.Context) error {
	if out, err := exec.Command("pg_ctl", "-D", i.data, "reload").CombinedOutput(); err != nil {
		return fmt.Errorf("reload: %w: %s", err, out)
	}
	for !i.isPrimary() {
		time.Sleep(time.Second) // want unsafe "goes on$"
	}
	return nil
}
