package audit

import (
	"context"
	"database/sql"
)

// background is for what must be finished even if the caller's context is done.
var background = context.Background()

var (
	// lasting lives as long as the process.
	lasting = context.Background()

	apart = context.Background() // not canceled by requests
)

func note(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(lasting); err != nil {
		return err
	}
	if err := db.PingContext(apart); err != nil {
		return err
	}
	return db.PingContext(background)
}
