package wait

import (
	"context"
	"errors"
	"log"
	"time"
)

var errBusy = errors.New("busy")

func delete(ctx context.Context, tries int, remove func() error) (err error) {
	for i := 0; i < tries; i++ {
		if err := ctx.Err(); err != nil {
			log.Print("gave up")
			return err
		}
		if err = remove(); !errors.Is(err, errBusy) {
			return err
		}
		time.Sleep(time.Second) // want unsafe "the function still waits to the end"
	}
	return err
}

// It ends without an error.
func show(ctx context.Context, ticker *time.Ticker, round func() error) error {
	var err error
	for ctx.Err() == nil {
		if err = round(); err != nil {
			return err
		}
		<-ticker.C // want unsafe "waits to the end"
	}
	return err
}

func poll(ctx context.Context, ask func() (bool, error)) error {
	for {
		select {
		case <-ctx.Done():
			return errors.New("gave up")
		default:
		}
		ready, err := ask()
		if err != nil {
			time.Sleep(time.Second) // want unsafe "waits to the end"
			continue
		}
		if ready {
			return nil
		}
	}
}
