package retry

import (
	"context"
	"log"
	"time"
)

func wind(ctx context.Context, work func() bool, settle time.Duration) {
	over := false
	go func() {
		<-ctx.Done()
		over = true
	}()
	for work() {
		if over {
			log.Print("winding down")
			time.Sleep(settle)
			return
		}
	}
}
