package worker

import "context"

func run(stop func()) {
	ctx := context.Background()
	select {
	case <-ctx.Done(): // want none "this wait lasts for ever and nothing runs after it"
		stop()
	}
}
