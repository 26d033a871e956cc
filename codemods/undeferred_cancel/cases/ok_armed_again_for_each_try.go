package fetch

import "context"

// The deferred literal reads the variable when all is over, each try releases the one before.
func fetch(parent context.Context, tries int) (err error) {
	var cancel context.CancelFunc
	defer func() {
		if cancel != nil {
			cancel()
		}
	}()
	for range tries {
		if cancel != nil {
			cancel()
		}
		var ctx context.Context
		ctx, cancel = context.WithCancel(parent)
		if err = work(ctx); err == nil {
			break
		}
	}
	return err
}

func work(ctx context.Context) error { return ctx.Err() }
