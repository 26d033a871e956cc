package marker

import (
	"context"
	"fmt"
	"time"
)

const stop time.Duration = -1

type backoff interface {
	NextBackOff() time.Duration
}

type limited struct {
	backoff
	ctx context.Context
}

func (l limited) NextBackOff() time.Duration {
	select {
	case <-l.ctx.Done():
		return stop
	default:
		return l.backoff.NextBackOff()
	}
}

func WithContext(b backoff, ctx context.Context) backoff {
	return limited{backoff: b, ctx: ctx}
}

// The header ends the loop with the limit, and what is behind it says what has failed.
func write(b backoff, access func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	pauses := WithContext(b, ctx)
	err := access()
	if err == nil {
		return nil
	}
	for pause := pauses.NextBackOff(); pause != stop; pause = pauses.NextBackOff() {
		time.Sleep(pause)
		if err = access(); err == nil {
			return nil
		}
	}
	return fmt.Errorf("could not write the marker: %w", err)
}

func writeUnder(b backoff, access func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	pauses := WithContext(b, ctx)
	for pause := pauses.NextBackOff(); pause != stop; pause = pauses.NextBackOff() {
		time.Sleep(pause) // want unsafe "does not look at"
		if err := access(ctx); err == nil {
			return nil
		}
	}
	return ctx.Err()
}
