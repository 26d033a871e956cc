package web

import (
	"context"
	"database/sql"
	"net/http"
	"sync"
	"time"
)

type limits struct {
	max int
	at  time.Time
}

type cache struct {
	db   *sql.DB
	mu   sync.Mutex
	kept *limits
}

func (c *cache) limits(r *http.Request) (*limits, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept != nil && time.Since(c.kept.at) < time.Minute {
		return c.kept, nil
	}
	var n int
	if err := c.db.QueryRowContext(context.Background(), "SELECT max FROM limits").Scan(&n); err != nil {
		return nil, err
	}
	c.kept = &limits{max: n, at: time.Now()}
	return c.kept, nil
}
