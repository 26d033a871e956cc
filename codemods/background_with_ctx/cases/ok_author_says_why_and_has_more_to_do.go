package agent

import (
	"context"
	"database/sql"
	"time"
)

type status struct{ failed string }

type runner struct{ db *sql.DB }

func (r *runner) ask(ctx context.Context) error {
	var one int
	return r.db.QueryRowContext(ctx, "SELECT 1").Scan(&one)
}

func (r *runner) status(ctx context.Context) *status {
	// We use our own context with a set timeout here, in order to ignore the timeouts of clients:
	// ctx carries their deadlines.
	// TODO: It would be good to carry the values of ctx over for tracing,
	// once there is a way.
	execCtx, execCancel := context.WithTimeout(context.Background(), time.Minute)
	defer execCancel()

	if err := r.ask(execCtx); err != nil {
		return &status{failed: err.Error()}
	}
	return &status{}
}
