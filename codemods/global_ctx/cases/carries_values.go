package store

import (
	"context"
	"database/sql"
)

type tenant struct{}

var system = context.WithValue(context.Background(), tenant{}, "system")

func ping(ctx context.Context, db *sql.DB) error {
	return db.PingContext(system) // want none "it stays because system has values that ctx has not"
}
