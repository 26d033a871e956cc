package watch

import "context"

func watch(ctx context.Context, commands <-chan string, watched chan<- context.Context) {
	var watchCtx context.Context
	var watchCancel context.CancelFunc
	for c := range commands {
		switch c {
		case "start":
			if watchCtx != nil {
				continue
			}
			watchCtx, watchCancel = context.WithCancel(ctx) // want none "assigned again in the next iteration"
			watched <- watchCtx
		case "forget":
			watchCtx = nil
		}
	}
	if watchCancel != nil {
		watchCancel()
	}
}
