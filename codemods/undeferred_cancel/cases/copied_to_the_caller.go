package fetch

import (
	"context"
	"time"
)

func fill(parent context.Context, to []context.Context) {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want none "is stored"
	copy(to, []context.Context{ctx})
}

func fillOwn(parent context.Context) error {
	ctx, _ := context.WithTimeout(parent, time.Hour) // want safe "discarded"
	own := make([]context.Context, 1)
	copy(own, []context.Context{ctx})
	return own[0].Err()
}
