package worker

import "context"

func run(step func()) {
	ctx := context.Background()
	for {
		select {
		case <-ctx.Done(): // want none "this case never comes"
			return
		default:
			step()
		}
	}
}
