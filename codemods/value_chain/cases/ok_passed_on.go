package worker

import "context"

func until(stop <-chan struct{}, step func()) {
	for {
		select {
		case <-stop:
			return
		default:
			step()
		}
	}
}

func run(step func()) {
	ctx := context.Background()
	until(ctx.Done(), step)
}
