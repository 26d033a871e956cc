package worker

import "context"

// Nobody but the function itself ends it, and when it does it is done anyway.
func Run(ctx context.Context) error {
	own, stop := context.WithCancel(context.Background()) // want unsafe "context.WithCancel gets"
	defer stop()
	if err := work(own, "a"); err != nil {
		stop()
		return err
	}
	return work(own, "b")
}

func work(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
