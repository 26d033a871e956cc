package fetch

import (
	"context"
	"time"
)

var base, _ = context.WithTimeout(context.Background(), time.Hour) // want none "not released|discarded"

func fetch() error { return work(base) }

func work(ctx context.Context) error { return ctx.Err() }
