package relay

import (
	"context"
	"errors"
	"log"
	"time"
)

var errClosed = errors.New("closed")

type conn struct{ routes map[string]bool }

func (c *conn) removeRoute(p string) { delete(c.routes, p) }

func (c *conn) next(ctx context.Context) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(time.Second):
		return "", errClosed
	}
}

// What leaving here would skip, leaving right above skips as well.
func (c *conn) read(ctx context.Context) {
	for {
		message, err := c.next(ctx)
		if err != nil {
			for p := range c.routes {
				if p != "default" {
					c.removeRoute(p)
				}
			}
			select {
			case <-ctx.Done():
				return
			default:
			}
			log.Printf("receive: %v", err)
			time.Sleep(250 * time.Millisecond) // want unsafe "does not look at .{3}:"
			continue
		}
		c.routes[message] = true
	}
}

// Here something is put there in between.
func (c *conn) readAnew(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
		}
		c.add("probe")
		time.Sleep(250 * time.Millisecond) // want none "would skip c.removeRoute"
		c.removeRoute("probe")
	}
}

func (c *conn) add(p string) { c.routes[p] = true }

// What is there for each of them has been done for each of them, be it none.
func (c *conn) each(ctx context.Context) {
	present := map[string]bool{}
	for {
		message, err := c.next(ctx)
		if err != nil {
			for p := range present {
				delete(present, p)
				c.removeRoute(p)
			}
			log.Printf("receive: %v", err)
			time.Sleep(250 * time.Millisecond) // want unsafe "does not look at .{3}:"
			continue
		}
		present[message] = true
	}
}

// Not where some may be left.
func (c *conn) some(ctx context.Context) {
	present := map[string]bool{}
	for {
		message, err := c.next(ctx)
		if err != nil {
			for p := range present {
				if p == "last" {
					break
				}
				c.removeRoute(p)
			}
			log.Printf("receive: %v", err)
			time.Sleep(250 * time.Millisecond) // want none "would skip c.removeRoute"
			continue
		}
		present[message] = true
	}
}
