package fetch

import "context"

func fetch(parent context.Context) (n int) {
	for ctx, _ := context.WithCancel(parent); n < 10 && ctx.Err() == nil; n++ { // want none "not released|discarded"
		println(n)
	}
	return n
}
