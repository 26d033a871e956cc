package worker

import "context"

func run(parent context.Context, stop func()) {
	ctx := context.TODO() // want unsafe "ctx is context.TODO.. instead of the context parent, so the wait for its end on line 7 lasts for ever"
	<-ctx.Done()
	stop()
}
