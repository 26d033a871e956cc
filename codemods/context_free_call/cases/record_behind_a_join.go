package tasks

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

type janitor struct {
	db       *sql.DB
	accounts chan string
}

func (j *janitor) configure(ctx context.Context, name string) error {
	select {
	case j.accounts <- name:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Minute):
		return errors.New("nobody takes it")
	}
}

func (j *janitor) mark(name string) error {
	if name == "" {
		return errors.New("no name")
	}
	return nil
}

func (j *janitor) enforce(ctx context.Context, name string, known bool) error {
	var err error
	next := time.Hour
	if known {
		err = j.configure(ctx, name)
		if err == nil {
			return nil
		}
		err = fmt.Errorf("could not configure %q: %w", name, err)
		next = 5 * time.Minute
	} else {
		err = j.mark(name)
		if err != nil {
			err = fmt.Errorf("could not mark %q: %w", name, err)
			next = 5 * time.Minute
		}
	}
	_, err2 := j.db.Exec("UPDATE accounts SET next_at = $1 WHERE name = $2", time.Now().Add(next), name)
	if err2 == nil {
		return err
	}
	return fmt.Errorf("%w (and when writing next_at: %s)", err, err2.Error())
}

func (j *janitor) rename(ctx context.Context, name string) error {
	err := j.configure(ctx, name)
	if err != nil {
		return fmt.Errorf("could not configure %q: %w", name, err)
	}
	_, err2 := j.db.Exec("UPDATE accounts SET name = $1", name) // want unsafe "ExecContext"
	if err2 != nil {
		return fmt.Errorf("could not rename %q: %w", name, err2)
	}
	return err
}
