package refresh

import (
	"context"
	"time"
)

func asks(ctx context.Context, ticker *time.Ticker, load func()) {
	for range ticker.C {
		if ctx.Err() != nil {
			return
		}
		load()
	}
}

func fails(ctx context.Context, ticker *time.Ticker, load func(context.Context) error) error {
	for range ticker.C {
		if err := load(ctx); err != nil {
			return err
		}
	}
	return nil
}

func selects(ctx context.Context, ticker *time.Ticker, load func(context.Context) error) error {
	for {
		select {
		case <-ticker.C:
			if err := load(ctx); err != nil {
				return err
			}
		}
	}
}

func hears(ctx context.Context, ticker *time.Ticker, stop chan struct{}, load func()) {
	for range ticker.C {
		select {
		case <-stop:
			return
		default:
			load()
		}
	}
}

func of(ctx context.Context, times []time.Time, load func()) {
	for range times {
		load()
	}
}
