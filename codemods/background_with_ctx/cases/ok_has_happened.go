package shop

import (
	"context"
	"database/sql"
	"time"
)

type payments interface {
	Charge(ctx context.Context, order string, cents int) (string, error)
}

type orders interface {
	SaveCharge(ctx context.Context, order, charge string) error
	Publish(ctx context.Context, event string) error
	Insert(ctx context.Context, tx *sql.Tx, order string) error
}

// The money is gone, whoever has given up.
func pay(ctx context.Context, p payments, o orders, order string) error {
	charge, err := p.Charge(ctx, order, 100)
	if err != nil {
		return err
	}
	saving, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return o.SaveCharge(saving, order, charge)
}

func place(ctx context.Context, db *sql.DB, o orders, order string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := o.Insert(ctx, tx, order); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return o.Publish(context.Background(), "placed")
}
