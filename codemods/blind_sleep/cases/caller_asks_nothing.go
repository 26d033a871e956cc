package serve

import (
	"context"
	"log"
	"net"
	"net/http"
	"time"
)

type op func(context.Context) error

func wait(ctx context.Context, up op) error {
	for up(ctx) != nil {
		time.Sleep(time.Second) // want none "a caller counts on what the function has done"
	}
	return nil
}

func Serve(ctx context.Context, up op, l net.Listener) error {
	wait(ctx, up)
	return http.Serve(l, nil)
}

func dropped(ctx context.Context, up op) error {
	for up(ctx) != nil {
		time.Sleep(time.Second) // want none "a caller counts on what the function has done"
	}
	return nil
}

func ServeAll(ctx context.Context, up op, l net.Listener) error {
	_ = dropped(ctx, up)
	return http.Serve(l, nil)
}

func asked(ctx context.Context, up op) error {
	for up(ctx) != nil {
		time.Sleep(time.Second) // want unsafe "each round still waits"
	}
	return nil
}

func ServeAsked(ctx context.Context, up op, l net.Listener) error {
	if err := asked(ctx, up); err != nil {
		log.Print(err)
		return err
	}
	return http.Serve(l, nil)
}
