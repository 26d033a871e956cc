package dns

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// errSoft marks what may be tried again in the next round.
var errSoft = errors.New("soft error")

func softErrorf(format string, args ...any) error { return soft(fmt.Errorf(format, args...)) }

func soft(err error) error { return errors.Join(errSoft, err) }

type zones struct{ create func(zone string) error }

// An error without the mark ends the program.
func (z *zones) apply(ctx context.Context, all []string, pause time.Duration) error {
	if len(all) == 0 {
		return errors.New("no zones")
	}
	for _, zone := range all {
		if err := z.create(zone); err != nil {
			return softErrorf("create: %w", err)
		}
		time.Sleep(pause) // want none "on line 26 the function marks its error for its callers"
	}
	return nil
}

// This one marks some of them only.
func (z *zones) replace(ctx context.Context, all []string, pause time.Duration) error {
	for _, zone := range all {
		if zone == "" {
			return errors.New("no name")
		}
		if err := z.create(zone); err != nil {
			return softErrorf("create: %w", err)
		}
		time.Sleep(pause) // want unsafe "the loop around it goes on"
	}
	return nil
}
