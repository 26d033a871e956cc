package start

import (
	"context"
	"fmt"
	"time"
)

func wait(startup context.Context, ready func(context.Context) bool) (int, error) {
	for n := 0; ; n++ {
		if err := startup.Err(); err != nil {
			return n, fmt.Errorf("waiting for the service: %w", err)
		}
		if ready(startup) {
			return n, nil
		}
		time.Sleep(time.Second) // want unsafe "waits to the end"
	}
}
