package poll

import (
	"context"
	"time"
)

func count(ctx context.Context, next func(context.Context) int) int {
	for {
		if n := next(ctx); n > 0 {
			return n
		}
		time.Sleep(time.Second) // want none "wait for both in a select by hand: the function returns no error that would tell of it"
	}
}
