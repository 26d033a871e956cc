package bank

import (
	"context"
	"database/sql"
	"io"
	"net/http"
	"time"
)

func begin(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	return tx, nil
}

// transfer limits the beginning alone.
func transfer(ctx context.Context, db *sql.DB) error {
	limited, cancel := context.WithTimeout(ctx, time.Second)
	tx, err := begin(limited, db)
	cancel()
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET n = 1"); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

func fetch(ctx context.Context, url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

type download struct{ body io.ReadCloser }

func start(ctx context.Context, url string) (*download, error) {
	ctx, stop := context.WithTimeout(ctx, 10*time.Second)
	defer stop()
	body, err := fetch(ctx, url)
	if err != nil {
		return nil, err
	}
	return &download{body}, nil
}
