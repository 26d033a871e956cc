package addresses

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

type link struct{ read func() ([]string, error) }

// Without an address there is no error either: it may get one later.
func addresses(ctx context.Context, l *slog.Logger, i *link, tries int, pause time.Duration) (all []string, err error) {
	for n := 1; n <= tries; n++ {
		all, err = i.read()
		if err != nil {
			return nil, fmt.Errorf("addresses: %w", err)
		}
		if len(all) > 0 {
			break
		}
		l.DebugContext(ctx, "no address", "try", n)
		time.Sleep(pause) // want none "the function does not fail either when it has waited in vain"
	}
	if len(all) == 0 {
		l.ErrorContext(ctx, "no address")
		return nil, nil
	}
	return all, nil
}

// This one fails.
func mustHave(ctx context.Context, l *slog.Logger, i *link, tries int, pause time.Duration) (all []string, err error) {
	for n := 1; n <= tries; n++ {
		all, err = i.read()
		if err != nil {
			return nil, fmt.Errorf("addresses: %w", err)
		}
		if len(all) > 0 {
			return all, nil
		}
		l.DebugContext(ctx, "no address", "try", n)
		time.Sleep(pause) // want unsafe "each round still waits to the end|the function still waits"
	}
	return nil, errors.New("no address")
}
