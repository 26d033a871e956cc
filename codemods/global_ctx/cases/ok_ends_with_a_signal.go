package service

import (
	"context"
	"database/sql"
	"os"
	"os/signal"
)

var global, _ = signal.NotifyContext(context.Background(), os.Interrupt)

func ping(ctx context.Context, db *sql.DB) error { return db.PingContext(global) }
