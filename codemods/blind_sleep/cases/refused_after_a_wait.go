package auth

import (
	"context"
	"time"
)

type codes struct{}

func (codes) Errorf(format string, args ...any) error { return nil }

var status codes

// The wait is there to slow down who asks again and again.
func refuse(ctx context.Context, name string) (int, error) {
	time.Sleep(5 * time.Second) // want unsafe "waits to the end"
	return 0, status.Errorf("%s is not adopted", name)
}
