package retry

import (
	"context"
	"log"
	"sync/atomic"
	"time"
)

func untilDone(ctx context.Context, action func() error, pause time.Duration) {
	completed := false
	stop := make(chan bool)
	defer close(stop)
	go func() {
		select {
		case <-ctx.Done():
			completed = true
		case <-stop:
		}
	}()
	for {
		err := action()
		if err == nil {
			return
		}
		if completed {
			log.Print("stopped")
			return
		}
		log.Printf("failed: %v, again in %v", err, pause)
		time.Sleep(pause) // want unsafe "the loop around it goes on"
	}
}

func untilToldSo(ctx context.Context, action func() error, pause time.Duration) {
	var over atomic.Bool
	go func() {
		<-ctx.Done()
		over.Store(true)
	}()
	for !over.Load() {
		if err := action(); err == nil {
			return
		}
		time.Sleep(pause) // want unsafe "the loop around it goes on"
	}
}
