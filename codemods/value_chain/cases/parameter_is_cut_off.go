package worker

import (
	"context"
	"log"
)

func work(ctx context.Context, jobs <-chan string) {
	ctx = context.WithoutCancel(ctx)
	for {
		select {
		case <-ctx.Done(): // want none "this case never comes"
			return
		case job := <-jobs:
			log.Print(job)
		}
	}
}

func workSometimes(ctx context.Context, apart bool, jobs <-chan string) {
	if apart {
		ctx = context.WithoutCancel(ctx)
	}
	for {
		select {
		case <-ctx.Done():
			return
		case job := <-jobs:
			log.Print(job)
		}
	}
}
