package models

import (
	"context"
	"time"
)

type database struct{ ctx context.Context }

func (d *database) WithContext(ctx context.Context) *database { return &database{ctx} }
func (d *database) Destroy(name string) error                 { return d.ctx.Err() }

func find(d *database, name string) (string, error) { return name, d.ctx.Err() }

func expire(ctx context.Context, db *database, name string) (string, error) {
	db = db.WithContext(ctx)
	for {
		token, err := find(db, name)
		if err != nil {
			return "", err
		}
		if token != "" {
			db.Destroy(token)
			return token, nil
		}
		time.Sleep(time.Second) // want unsafe "the function still waits"
	}
}
