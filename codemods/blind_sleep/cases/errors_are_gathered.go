package event

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var errTries = errors.New("no more tries")

type handler func() error

func sendAll(ctx context.Context, tries int, pause time.Duration, send handler) error {
	if send == nil {
		return errors.New("nothing to send with")
	}
	var failures error
	for try := 1; ; try++ {
		if try > tries {
			failures = errors.Join(failures, errTries)
			return failures
		}
		if err := send(); err != nil {
			failures = errors.Join(failures, fmt.Errorf("try %d: %w", try, err))
			time.Sleep(pause) // want unsafe "the loop around it goes on"
			continue
		}
		break
	}
	return nil
}

// The last failure alone is given back here.
func sendLast(ctx context.Context, tries int, pause time.Duration, send handler) error {
	var failures error
	for try := 1; ; try++ {
		err := send()
		if err == nil {
			return nil
		}
		failures = errors.Join(failures, err)
		if try > tries {
			fmt.Println(failures)
			return fmt.Errorf("last: %w", err)
		}
		time.Sleep(pause) // want unsafe "the loop around it goes on"
	}
}
