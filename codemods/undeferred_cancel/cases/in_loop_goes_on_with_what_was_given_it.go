package fetch

import (
	"context"
	"time"
)

// Nobody can read whether it keeps what it is given.
type cursor interface {
	Init(ctx context.Context) error
	Next() bool
}

type opener interface {
	Fill(ctx context.Context, rows *rows) error
	Size(ctx context.Context) int
	Name() string
}

type rows struct{ source any }

func (r *rows) next() bool { return r.source != nil }

func receiver(ctx context.Context, open func() cursor, names []string) (n int) {
	for range names {
		c := open()
		initCtx, _ := context.WithTimeout(ctx, time.Second) // want safe "discarded"
		if c.Init(initCtx) != nil {
			continue
		}
		for c.Next() {
			n++
		}
		println(n)
	}
	return n
}

func argument(ctx context.Context, o opener, names []string) (n int) {
	for range names {
		var r rows
		fillCtx, _ := context.WithTimeout(ctx, time.Second) // want safe "discarded"
		if o.Fill(fillCtx, &r) != nil {
			continue
		}
		for r.next() {
			n++
		}
		println(n)
	}
	return n
}

// One that is older is given another in each round.
func client(ctx context.Context, o opener, names []string) (n int) {
	for range names {
		sizeCtx, _ := context.WithTimeout(ctx, time.Second) // want safe "discarded"
		n += o.Size(sizeCtx)
		println(n)
		println(o.Name())
	}
	return n
}
