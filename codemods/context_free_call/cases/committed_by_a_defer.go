package reputation

import (
	"context"
	"database/sql"
	"errors"
)

type archive struct {
	db *sql.DB
}

// upgrade reports the rows as written: that their transaction was rolled back is dropped by the deferred function.
func (a *archive) upgrade(ctx context.Context, user string, scores []int) ([]int64, error) {
	tx, err := a.db.Begin()
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
		} else {
			tx.Commit()
		}
	}()
	ids := make([]int64, 0, len(scores))
	for _, score := range scores {
		var id int64
		if err = tx.QueryRowContext(ctx, "INSERT INTO scores (account, score) VALUES ($1, $2) RETURNING id", user, score).Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// replace gives back what the deferred commit has come to.
func (a *archive) replace(ctx context.Context, user string, score int) (err error) {
	tx, err := a.db.Begin() // want unsafe "BeginTx takes it"
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
			return
		}
		err = tx.Commit()
	}()
	_, err = tx.ExecContext(ctx, "UPDATE scores SET score = $2 WHERE account = $1", user, score)
	return err
}
