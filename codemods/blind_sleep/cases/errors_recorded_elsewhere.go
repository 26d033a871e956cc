package load

import (
	"context"
	"sync"
	"time"
)

// ErrorRecorder keeps the first.
type ErrorRecorder struct{ err error }

// RecordError keeps err.
func (r *ErrorRecorder) RecordError(err error) { r.err = err }

func run(ctx context.Context, count int, exec func(context.Context) error) error {
	var errs ErrorRecorder
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := 0; i < count; i++ {
			if err := exec(ctx); err != nil {
				errs.RecordError(err)
			}
			time.Sleep(time.Second) // want none "the function tells of its errors in another way"
		}
	}()
	wg.Wait()
	return errs.err
}
