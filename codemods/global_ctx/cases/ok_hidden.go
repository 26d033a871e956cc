package store

import (
	"context"
	"database/sql"
)

var ctx = context.Background()

type query struct{ ctx string }

func ping(ctx context.Context, db *sql.DB) error {
	println(query{ctx: "ping"}.ctx)
	return db.PingContext(ctx)
}

func pingAll(dbs []*sql.DB) {
	for _, db := range dbs {
		ping(ctx, db)
	}
}
