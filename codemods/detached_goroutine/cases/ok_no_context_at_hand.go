package web

import (
	"context"
)

func Save(id string) {
	go notify(context.Background(), id)
	go func() {
		if err := notify(context.TODO(), id); err != nil {
			println(err.Error())
		}
	}()
}

func notify(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
