package job

import (
	"context"
	"fmt"
)

// What a function defers for panics releases nothing on its other ways out.
func run(parent context.Context) (err error) {
	ctx, cancel := context.WithCancel(parent) // want safe "not called when line 18 returns"
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
			cancel()
		}
	}()
	if err = step(ctx); err != nil {
		return
	}
	cancel()
	return
}

func step(ctx context.Context) error { return ctx.Err() }
