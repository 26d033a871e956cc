package worker

import "context"

func run(in <-chan int, out chan<- int) {
	ctx := context.Background()
	var v int
	select {
	case <-ctx.Done(): // want none "this case never comes"
		return
	case v = <-in:
	}
	select {
	case <-ctx.Done():
		return
	case out <- v:
	}
}
