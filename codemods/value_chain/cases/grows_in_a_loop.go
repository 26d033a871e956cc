package worker

import "context"

type key struct{ name string }

func run(names []string, jobs <-chan int) {
	ctx := context.Background()
	for _, name := range names {
		ctx = context.WithValue(ctx, key{name}, name)
	}
	select {
	case <-ctx.Done(): // want none "ctx comes from context.Background.. by WithValue alone"
	case job := <-jobs:
		println(job)
	}
}
