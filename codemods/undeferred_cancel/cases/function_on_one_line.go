package fetch

import "context"

func quiet(parent context.Context) {
	func() { ctx, _ := context.WithCancel(parent); println(ctx.Err()) }() // want safe "not released|discarded"
}
