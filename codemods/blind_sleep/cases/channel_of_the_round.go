package registry

import (
	"context"
	"log"
	"time"
)

type client interface {
	Register(ctx context.Context) (int, error)
	KeepAlive(ctx context.Context, id int) error
}

func (r *registrar) keep(ctx context.Context) {
	for {
		if ctx.Err() != nil {
			return
		}
		failed := make(chan error, 1)
		registered := make(chan int, 1)
		go func() {
			id, err := r.client.Register(ctx)
			if err != nil {
				failed <- err
				return
			}
			registered <- id
		}()
		var id int
		select {
		case <-failed:
			continue
		case id = <-registered:
		}
		if err := r.client.KeepAlive(ctx, id); err != nil {
			log.Print(err)
		}
		time.Sleep(3 * time.Second) // want unsafe "waits to the end"
	}
}

type registrar struct{ client client }
