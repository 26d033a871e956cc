package osd

import (
	"context"
	"time"
)

func update(ctx context.Context, results <-chan string, t *time.Ticker) string {
	for {
		t.Reset(10 * time.Second)
		if len(t.C) > 0 {
			<-t.C
		}
		select {
		case <-ctx.Done():
			return ""
		case r := <-results:
			return r
		case <-t.C:
		}
	}
}
