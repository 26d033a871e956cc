package refresh

import (
	"context"
	"time"
)

type cache struct{ n int }

func (c *cache) load() { c.n++ }

func (c *cache) loadAt(t time.Time) { c.n = t.Second() }

// run never ends.
func (c *cache) run(ctx context.Context, d time.Duration) {
	ticker := time.NewTicker(d)
	defer ticker.Stop()
	for range ticker.C { // want unsafe "^range ticker.C does not look at .{3}: when that has ended, the loop goes on$"
		c.load()
	}
}

func (c *cache) start(ctx context.Context, d time.Duration) error {
	c.load()
	for t := range time.Tick(d) { // want unsafe "the loop goes on"
		// A comment of the body.
		c.loadAt(t)
	}
	return nil
}

func (c *cache) under(ctx context.Context, ticker *time.Ticker, load func(context.Context)) {
	go func() {
		for _ = range ticker.C { // want unsafe "the loop goes on"

			load(ctx)
			continue
		}
	}()
}

func (c *cache) assigned(ctx context.Context, ticker *time.Ticker) (last time.Time, err error) {
	for last = range ticker.C { // want unsafe "the loop goes on"
		c.load()
		if c.n > 3 {
			break
		}
	}
	c.load()
	return last, nil
}

func (c *cache) selects(ctx context.Context, ticker *time.Ticker) {
	for {
		select { // want unsafe "^the select does not look at .{3}: when that has ended, the loop around it goes on$"
		// Now.
		case <-ticker.C:
			c.load()
		}
	}
}

func (c *cache) selectsUnder(ctx context.Context, load func(context.Context)) {
	timer := time.NewTimer(time.Hour)
	select { // want unsafe "the function still waits to the end"
	case t := <-timer.C:
		c.loadAt(t)
	}
	load(ctx)
}

func (c *cache) more(ctx context.Context, ticker *time.Ticker) {
	for range ticker.C { // want none "what stands behind the loop would not be reached"
		c.load()
	}
	c.n = 0
}

func (c *cache) labelled(ctx context.Context, ticker *time.Ticker) {
rounds:
	for range ticker.C { // want none "the loop has a label"
		c.load()
		continue rounds
	}
}

// The ticker is made once, as the header says.
func (c *cache) every(ctx context.Context, d time.Duration) {
	for range time.NewTicker(d).C { // want unsafe "the loop goes on"
		c.load()
	}
}
