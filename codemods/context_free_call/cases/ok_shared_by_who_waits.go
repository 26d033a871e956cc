package flight

import (
	"context"
	"database/sql"
	"sync"
)

type call struct {
	wg  sync.WaitGroup
	val string
	err error
}

type group struct {
	mu    sync.Mutex
	calls map[string]*call
	db    *sql.DB
}

// One asks for all that wait.
func (g *group) Get(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	g.mu.Lock()
	if c, ok := g.calls[key]; ok {
		g.mu.Unlock()
		c.wg.Wait()
		return c.val, c.err
	}
	c := new(call)
	c.wg.Add(1)
	g.calls[key] = c
	g.mu.Unlock()
	c.err = g.db.QueryRow("SELECT value FROM pairs WHERE name = ?", key).Scan(&c.val)
	c.wg.Done()
	return c.val, c.err
}
