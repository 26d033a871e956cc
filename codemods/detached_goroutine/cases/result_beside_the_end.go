package health

import (
	"context"
	"errors"
	"net"
	"time"
)

type client struct{ pongs chan string }

func (c *client) ping(ctx context.Context) (string, error) {
	select {
	case pong := <-c.pongs:
		return pong, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Minute):
		return "", errors.New("no answer")
	}
}

func (c *client) saveState(ctx context.Context) error {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", "127.0.0.1:80")
	if err != nil {
		return err
	}
	return conn.Close()
}

func (c *client) check(ctx context.Context) bool {
	healthy := make(chan bool, 1)
	go func() {
		_, err := c.ping(context.TODO()) // want unsafe "goes on after the caller has given up"
		healthy <- err == nil
	}()
	select {
	case <-ctx.Done():
		return false
	case ok := <-healthy:
		return ok
	}
}

// What is begun there is to come to its end.
func (c *client) save(ctx context.Context) error {
	saved := make(chan error, 1)
	go func() {
		saved <- c.saveState(context.Background())
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-saved:
		return err
	}
}
