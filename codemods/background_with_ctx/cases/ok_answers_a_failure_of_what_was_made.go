package deploy

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os/exec"
)

func put(ctx context.Context, name string) error { return ctx.Err() }

func step(ctx context.Context, script string) error {
	cmd := exec.CommandContext(ctx, "sh", "-c", script)
	if err := cmd.Run(); err != nil {
		if uerr := put(context.Background(), script); uerr != nil {
			return fmt.Errorf("%w, and: %w", err, uerr)
		}
		return fmt.Errorf("step: %w", err)
	}
	return nil
}

func order(ctx context.Context, db *sql.DB, id string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil || id == "" {
		if perr := put(context.Background(), id); perr != nil {
			return perr
		}
		return errors.New("payment failed")
	}
	return nil
}
