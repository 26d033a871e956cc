package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
)

type Proxy struct {
	mu   sync.Mutex
	db   *sql.DB
	open func(ctx context.Context) (*sql.DB, error)
}

// isNetworkError takes a deadline that is over for one too.
func isNetworkError(err error) bool {
	var netErr net.Error
	if errors.As(err, &netErr) {
		return netErr.Timeout()
	}
	return errors.Is(err, io.EOF) || strings.Contains(err.Error(), "broken pipe")
}

// With runs it again on a session of its own where the one of all is broken.
func (p *Proxy) With(ctx context.Context, run func(*sql.DB) error) error {
	err := run(p.db)
	if err == nil || !isNetworkError(err) {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.db.Close()
	if p.db, err = p.open(ctx); err != nil {
		return fmt.Errorf("open: %w", err)
	}
	return run(p.db)
}

func isRefused(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	return strings.Contains(err.Error(), "refused")
}

// WithCare knows the end of a caller's patience from a broken session.
func (p *Proxy) WithCare(ctx context.Context, run func(*sql.DB) error) error {
	err := run(p.db)
	if err != nil && isRefused(err) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.db.Close()
	}
	return err
}

func (p *Proxy) SetLimit(ctx context.Context, n int) error {
	return p.With(ctx, func(db *sql.DB) error {
		_, err := db.Exec("UPDATE limits SET n = $1", n)
		return err
	})
}

func (p *Proxy) SetLimitWithCare(ctx context.Context, n int) error {
	return p.WithCare(ctx, func(db *sql.DB) error {
		_, err := db.Exec("UPDATE limits SET n = $1", n) // want unsafe "db.Exec works without"
		return err
	})
}
