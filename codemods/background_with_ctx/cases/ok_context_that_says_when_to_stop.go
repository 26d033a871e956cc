package workload

import "context"

type chain interface {
	Transfer(ctx context.Context, amount int) error
}

// When the time is up, the transfer at hand is still to succeed.
func run(gracefulExit context.Context, c chain) error {
	ctx := context.Background()
	for {
		if err := c.Transfer(ctx, 1); err != nil {
			return err
		}
		select {
		case <-gracefulExit.Done():
			return nil
		default:
		}
	}
}
