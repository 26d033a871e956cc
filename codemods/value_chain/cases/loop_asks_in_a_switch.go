package worker

import "context"

func run(step func() bool) {
	ctx := context.Background()
	for {
		switch {
		case ctx.Err() != nil: // want none "its Err is always nil"
			return
		case step():
			return
		}
	}
}
