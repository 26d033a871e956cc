package web

import (
	"context"
	"net/http"
	"time"
)

// Goes on when the request has ended.
func handle(w http.ResponseWriter, r *http.Request) {
	go func() {
		for range 3 {
			time.Sleep(time.Minute)
			println("again", r.URL.Path)
		}
	}()
}

type key struct{}

// Takes the value along, and works under a context of its own.
func proxy(ctx context.Context, push func(context.Context) error) {
	go func() {
		own := context.WithValue(context.Background(), key{}, ctx.Value(key{}))
		for push(own) != nil {
			time.Sleep(time.Second)
		}
	}()
}

func background(push func(context.Context) error) error {
	ctx := context.Background()
	for push(ctx) != nil {
		time.Sleep(time.Second)
	}
	return nil
}

func unused(_ context.Context, push func() error) {
	for push() != nil {
		time.Sleep(time.Second)
	}
}
