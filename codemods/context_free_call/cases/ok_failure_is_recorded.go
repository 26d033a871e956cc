package p

import (
	"context"
	"database/sql"
	"os/exec"
)

type jobs struct{ db *sql.DB }

func (j *jobs) run(ctx context.Context, id string) error { return ctx.Err() }

// The context may be what has failed.
func (j *jobs) work(ctx context.Context, id string) error {
	if err := j.run(ctx, id); err != nil {
		j.db.Exec("update jobs set failed = true where id = ?", id)
		_ = exec.Command("notify", id).Run()
		return err
	}
	return nil
}

func (j *jobs) finish(ctx context.Context, id string) error {
	err := j.run(ctx, id)
	status := "done"
	if err != nil {
		status = "failed"
	}
	_, dbErr := j.db.Exec("update jobs set status = ? where id = ?", status, id)
	if dbErr != nil {
		return dbErr
	}
	return err
}
