package worker

import "context"

func run(step func() error) error {
	ctx := context.Background()
	for {
		if err := ctx.Err(); err != nil { // want none "its Err is always nil"
			return err
		}
		if err := step(); err == nil {
			return nil
		}
	}
}
