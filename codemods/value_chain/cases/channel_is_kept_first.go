package worker

import (
	"context"
	"log"
)

func work(ctx context.Context, jobs <-chan string) {
	done := context.Background().Done() // want unsafe "never"
	for {
		select {
		case <-done:
			return
		case job := <-jobs:
			log.Print(job)
		}
	}
}
