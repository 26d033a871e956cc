package fetch

import (
	"context"
	"time"
)

func expire(parent context.Context, key string) {
	ctx, _ := context.WithTimeout(parent, time.Minute) // want none "not released|discarded"
	context.AfterFunc(ctx, func() { println("expired", key) })
}
