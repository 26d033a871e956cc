package driven

import (
	"context"
	"database/sql/driver"
	"errors"
	"net/http"
)

type rest struct{ client *http.Client }

func (r *rest) do(ctx context.Context, query string) error {
	req, err := http.NewRequestWithContext(ctx, "POST", "http://localhost/"+query, nil)
	if err != nil {
		return err
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type conn struct {
	ctx    context.Context // want none "the struct conn keeps a .{7} in its field c.{2}, "
	rest   *rest
	closed bool
}

func newConn(ctx context.Context) (*conn, error) {
	return &conn{ctx: ctx, rest: &rest{http.DefaultClient}}, nil
}

type connector struct{}

func (c *connector) Connect(ctx context.Context) (driver.Conn, error) { return newConn(ctx) }

func (c *connector) Driver() driver.Driver { return nil }

type tx struct{ conn *conn }

func (t *tx) Commit() error {
	if t.conn.closed {
		return errors.New("closed")
	}
	return t.conn.rest.do(t.conn.ctx, "COMMIT")
}

func (t *tx) Rollback() error { return t.conn.rest.do(t.conn.ctx, "ROLLBACK") }

func (c *conn) Begin() (driver.Tx, error) { return c.BeginTx(c.ctx, driver.TxOptions{}) }

func (c *conn) BeginTx(ctx context.Context, _ driver.TxOptions) (driver.Tx, error) {
	if err := c.rest.do(ctx, "BEGIN"); err != nil {
		return nil, err
	}
	return &tx{c}, nil
}

func (c *conn) Prepare(query string) (driver.Stmt, error) { return nil, errors.New("no " + query) }

func (c *conn) Close() error {
	c.closed = true
	return c.rest.do(c.ctx, "logout")
}

// A lone connection is made without one.
type lone struct {
	ctx  context.Context
	rest *rest
}

func openLone() driver.Conn {
	return &lone{ctx: context.Background(), rest: &rest{http.DefaultClient}}
}

func (l *lone) Begin() (driver.Tx, error) { return nil, l.rest.do(l.ctx, "BEGIN") }

func (l *lone) Prepare(query string) (driver.Stmt, error) { return nil, l.rest.do(l.ctx, query) }

func (l *lone) Close() error { return l.rest.do(l.ctx, "logout") }
