package feed

import (
	"context"
	"iter"
	"time"
)

type source func(context.Context) (item string, more bool, err error)

func all(ctx context.Context, next source) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for {
			item, more, err := next(ctx)
			if !yield(item, err) || !more {
				return
			}
			time.Sleep(time.Second) // want none "on line 15 the function tells of its errors in another way"
		}
	}
}

func good(ctx context.Context, next source) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			item, more, err := next(ctx)
			if err != nil || !more || !yield(item) {
				return
			}
			time.Sleep(time.Second) // want unsafe "each round still waits"
		}
	}
}
