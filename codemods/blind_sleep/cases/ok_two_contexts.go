package poll

import (
	"context"
	"time"
)

// Which of the two should end the wait, only its author knows.
func poll(start, stop context.Context, try func(context.Context) error) error {
	for try(start) != nil {
		time.Sleep(time.Minute)
	}
	return stop.Err()
}
