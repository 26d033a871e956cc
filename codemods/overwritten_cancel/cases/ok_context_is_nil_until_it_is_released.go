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
			watchCtx, watchCancel = context.WithCancel(ctx)
			watched <- watchCtx
		case "stop":
			if watchCtx == nil {
				continue
			}
			watchCancel()
			watchCtx = nil
		default:
			if watchCancel != nil {
				watchCancel()
			}
			return
		}
	}
	if watchCancel != nil {
		watchCancel()
	}
}
