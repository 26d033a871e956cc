package fetch

import "context"

func fetch(parent context.Context, kind int) string {
	if ctx, _ := context.WithCancel(parent); work(ctx) != nil { // want none "not released|discarded"
		return "failed"
	} else if kind == 1 {
		return "one"
	} else if kind == 2 {
		return "two"
	} else if kind == 3 {
		return "three"
	} else {
		return "many"
	}
}

func work(ctx context.Context) error { return ctx.Err() }
