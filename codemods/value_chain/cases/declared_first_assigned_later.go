package worker

import "context"

type key struct{}

func run(name string, jobs <-chan int) {
	var ctx context.Context
	if name == "" {
		ctx = context.Background()
	} else {
		ctx = context.WithValue(context.TODO(), key{}, name)
	}
	select {
	case <-ctx.Done(): // want none "this case never comes"
	case job := <-jobs:
		println(job)
	}
}
