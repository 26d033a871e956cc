package reconcile

import (
	"context"
	"database/sql"
	"log/slog"
	"time"
)

type Reconciler struct{ db *sql.DB }

func (r *Reconciler) release(ctx context.Context, app string) (string, error) {
	var status string
	err := r.db.QueryRowContext(ctx, "SELECT status FROM releases WHERE app = $1", app).Scan(&status)
	return status, err
}

func (r *Reconciler) scale(ctx context.Context, app string) error {
	_, err := r.db.ExecContext(ctx, "UPDATE apps SET wanted = wanted + 1 WHERE name = $1", app)
	return err
}

func (r *Reconciler) run(parent context.Context, apps <-chan string) {
	for {
		select {
		case <-parent.Done():
			return
		case app := <-apps:
			ctx, cancel := context.WithTimeout(parent, time.Minute)
			defer cancel() // want safe "until the function ends$"

			status, err := r.release(ctx, app)
			if err != nil {
				slog.Error("no release", "err", err)
				continue
			}
			if status == "running" {
				slog.Warn("still running")
				continue
			}
			if err := r.scale(ctx, app); err != nil {
				slog.Error("not scaled", "err", err)
				continue
			}
			if _, err := r.release(ctx, app); err != nil {
				slog.Error("lost", "err", err)
				continue
			}
		}
	}
}
