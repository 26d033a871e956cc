package db

import (
	"context"
	"errors"
	"time"
)

// Info says what it took.
type Info struct {
	Retries int
	Backoff time.Duration
}

var errBusy = errors.New("busy")

// Every return below gives what has been counted so far.
func Do(ctx context.Context, attempts int, work func(context.Context) error) (Info, error) {
	if work == nil {
		return Info{}, errors.New("no work")
	}
	info := Info{}
	for {
		if info.Retries > attempts {
			return info, errors.New("too many retries")
		}
		err := work(ctx)
		if !errors.Is(err, errBusy) {
			return info, err
		}
		info.Retries++
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
}

// Here it is only given where there is something to give.
func Find(ctx context.Context, attempts int, work func(context.Context) (Info, error)) (Info, error) {
	for i := 0; i < attempts; i++ {
		info, err := work(ctx)
		if err == nil {
			return info, nil
		}
		if !errors.Is(err, errBusy) {
			return Info{}, err
		}
		time.Sleep(time.Second) // want unsafe "does not look at .{3}:"
	}
	return Info{}, errBusy
}
