package inspect

import (
	"context"
	"time"
)

type inspector struct{ start, next int }

func (i *inspector) run(ctx context.Context, list func(context.Context, int) (int, error)) {
	i.start = i.next
	at := i.start
	for n := 0; n < 10; n++ {
		got, err := list(ctx, at)
		if err != nil {
			break
		}
		at += got
		time.Sleep(10 * time.Second) // want none "leaving there would skip i.next = at on line 21"
	}
	i.next = at
}

func (i *inspector) report(ctx context.Context, tell func(context.Context) error) {
	for {
		if err := tell(ctx); err == nil {
			break
		}
		time.Sleep(10 * time.Second) // want none "leaving there would skip go i.repair"
	}
	go i.repair()
}

func (i *inspector) repair() { i.start++ }
