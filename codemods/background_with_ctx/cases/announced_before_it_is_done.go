package shop

import (
	"context"
	"database/sql"
)

type orders interface {
	Publish(ctx context.Context, event string) error
	Insert(ctx context.Context, tx *sql.Tx, order string) error
}

func place(ctx context.Context, tx *sql.Tx, o orders, order string) error {
	if err := o.Insert(ctx, tx, order); err != nil {
		return err
	}
	if err := o.Publish(context.Background(), "placed"); err != nil { // want unsafe "o.Publish gets"
		return err
	}
	return tx.Commit()
}
