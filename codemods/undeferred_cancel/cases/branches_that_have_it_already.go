package p

import (
	"context"
	"log"
	"time"
)

func chain(ctx context.Context, id string) string {
	if c, cancel := context.WithTimeout(ctx, time.Second); work(c) != nil { // want safe "when line 18 returns"
		cancel()
		return "bad"
	} else if id == "skip" {
		log.Print("skipped")
	} else {
		defer cancel()
	}
	return "good"
}

func clauses(ctx context.Context, n int) (err error) {
	switch c, cancel := context.WithTimeout(ctx, time.Second); n { // want safe "when line 29 returns"
	case 0:
		log.Print("nothing")
	case 1:
		defer cancel()
		err = work(c)
	}
	return err
}

func work(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return nil
	}
}
