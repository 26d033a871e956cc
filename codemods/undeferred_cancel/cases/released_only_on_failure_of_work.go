package fetch

import (
	"context"
	"errors"
	"time"
)

var errLate = errors.New("too late")

// Where the work succeeds nobody has the release.
func returned(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "line 19 returns without an error"
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	return work(ctx)
}

func beside(ctx context.Context) (n int, err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "line 32 returns without an error"
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if err = work(ctx); err != nil {
		return 0, err
	}
	return 1, work(ctx)
}

func assigned(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "line 46 returns without an error"
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if ctx.Err() != nil {
		return errLate
	}
	err = work(ctx)
	return err
}

func naked(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "line 57 returns without an error"
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	err = work(ctx)
	return
}

// Another variable tells, and holds nothing there.
func other(ctx context.Context, kept map[string]func(), name string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "not called when line 73 returns"
	var err error
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if err = work(ctx); err != nil {
		return err
	}
	if len(kept) > 3 {
		return errLate
	}
	kept[name] = cancel
	return nil
}

func hidden(ctx context.Context, kept map[string]func(), name string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second) // want safe "not called when line 88 returns"
	var err error
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if err := work(ctx); err != nil {
		return err
	}
	kept[name] = cancel
	return nil
}

func work(ctx context.Context) error { return ctx.Err() }
