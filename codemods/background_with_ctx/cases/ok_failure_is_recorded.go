package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

type jobs struct{}

func (j *jobs) run(ctx context.Context, id string) error                 { return ctx.Err() }
func (j *jobs) setStatus(ctx context.Context, id, status string) error   { return ctx.Err() }
func (j *jobs) markFailed(ctx context.Context, id string, e error) error { return ctx.Err() }

// The context may be what has failed.
func (j *jobs) work(ctx context.Context, id string) error {
	if err := j.run(ctx, id); err != nil {
		return errors.Join(err, j.markFailed(context.Background(), id, err))
	}
	err := j.run(ctx, id+"/2")
	if err != nil {
		if serr := j.setStatus(context.TODO(), id, "failed"); serr != nil {
			return serr
		}
		return err
	}
	return j.setStatus(ctx, id, "done")
}

// What is recorded behind the branches depends on it too.
func (j *jobs) finish(ctx context.Context, db *sql.DB, id string) error {
	err := j.run(ctx, id)
	status := "done"
	if err != nil {
		status = "failed"
	}
	if _, err := db.ExecContext(context.Background(), "update jobs set status = ? where id = ?", status, id); err != nil {
		return err
	}
	return err
}

func (j *jobs) save(ctx context.Context, id string, outcome error) error { return ctx.Err() }

func (j *jobs) outcome(ctx context.Context, id string) error {
	err := j.run(ctx, id)
	return j.save(context.Background(), id, err)
}

// A context of its own for both.
func (j *jobs) both(ctx context.Context, id string) error {
	if err := j.run(ctx, id); err != nil {
		j.setStatus(context.Background(), id, "failed")
		return err
	}
	return j.setStatus(context.Background(), id, "done")
}

// A derived context is none the less detached.
func (j *jobs) inTime(ctx context.Context, db *sql.DB, id string) error {
	err := j.run(ctx, id)
	if err != nil && id != "" {
		short, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_, _ = db.ExecContext(short, "update jobs set failed = true where id = ?", id)
		return err
	}
	return nil
}

// The caller may be gone, and what it wanted to know is known.
func (j *jobs) told(ctx context.Context, id string) error {
	err := j.run(ctx, id)
	// It is saved even if the caller has gone.
	return errors.Join(err, j.setStatus(context.Background(), id, "seen"))
}

func (j *jobs) follow(ctx context.Context, id string) {
	var err error
	for {
		if err != nil {
			j.setStatus(context.Background(), id, "failed")
			return
		}
		err = j.run(ctx, id)
	}
}
