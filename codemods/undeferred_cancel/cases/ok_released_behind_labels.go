package fetch

import (
	"context"
	"time"
)

func retry(parent context.Context, tries int) error {
again:
	ctx, cancel := context.WithTimeout(parent, time.Second)
	err := work(ctx)
	cancel()
	if err != nil && tries > 0 {
		tries--
		goto again
	}
	return err
}

func scan(parent context.Context, rows [][]int) (err error) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
rows:
	for _, row := range rows {
		for _, n := range row {
			switch {
			case n == 0:
				continue rows
			case n < 0:
				break rows
			}
			if err = work(ctx); err != nil {
				goto done
			}
		}
	}
done:
	cancel()
	return err
}

func receive(parent context.Context, in <-chan int) {
	ctx, cancel := context.WithCancel(parent)
loop:
	for {
		select {
		case _, ok := <-in:
			if !ok {
				break loop
			}
			work(ctx)
		case <-parent.Done():
			break loop
		}
	}
	cancel()
}

func work(ctx context.Context) error { return ctx.Err() }
