package reports

import (
	"context"
	"database/sql"
	"log"
	"time"
)

type sink interface {
	Send(ctx context.Context, report string) error
}

type Reporter struct {
	db      *sql.DB
	sink    sink
	next    func(ctx context.Context) (string, int64, error)
	deleted int
}

// What is still in the table is sent again.
func (r *Reporter) Loop(ctx context.Context) error {
	for {
		report, at, err := r.next(ctx)
		if err != nil {
			return err
		}
		if err := r.sink.Send(ctx, report); err != nil {
			log.Printf("send: %v", err)
		} else {
			if _, err := r.db.Exec("DELETE FROM reports WHERE at = $1", at); err != nil {
				log.Printf("delete: %v", err)
			} else {
				r.deleted++
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func (r *Reporter) LoopUntilFailure(ctx context.Context) error {
	for {
		_, at, err := r.next(ctx)
		if err != nil {
			return err
		}
		if _, err := r.db.Exec("DELETE FROM reports WHERE at < $1", at); err != nil { // want unsafe "r.db.Exec works without"
			log.Printf("delete: %v", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}
