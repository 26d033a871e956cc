package tx

import (
	"context"
	"errors"
	"math/rand"
	"time"
)

var errBusy = errors.New("busy")

type db struct{}

func (d *db) do(ctx context.Context, f func() error) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond):
		return f()
	}
}

func (d *db) Do(ctx context.Context, f func() error) error {
	for tries := 0; ; tries++ {
		err := d.do(ctx, f)
		if err == nil || !errors.Is(err, errBusy) || tries > 20 {
			return err
		}
		time.Sleep(time.Duration(int64(rand.Intn(20))) * time.Millisecond)
	}
}
