package members

import (
	"context"
	"log"
	"time"
)

type stream interface{ Recv() (int, error) }

type client interface {
	Membership(ctx context.Context) (stream, error)
	Ping(ctx context.Context) error
}

func follow(c client, done chan struct{}) {
	for {
		select {
		case <-done:
			return
		default:
		}
		ctx, cancel := context.WithCancel(context.Background()) // want safe "when line 27 leaves"
		s, err := c.Membership(ctx)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		go func() {
			for {
				if _, err := s.Recv(); err != nil {
					cancel()
					return
				}
			}
		}()
		<-ctx.Done()
	}
}

func again(c client, done chan struct{}) {
start:
	ctx, cancel := context.WithCancel(context.Background()) // want safe "when line 47 leaves"
	s, err := c.Membership(ctx)
	if err != nil {
		time.Sleep(time.Second)
		goto start
	}
	go func() {
		defer cancel()
		for {
			if _, err := s.Recv(); err != nil {
				return
			}
		}
	}()
	select {
	case <-ctx.Done():
		goto start
	case <-done:
	}
}

// By then the goroutine goes on.
func behind(c client, done chan struct{}) {
	for {
		ctx, cancel := context.WithCancel(context.Background()) // want none "used by a goroutine that is not waited for"
		go func() {
			if err := c.Ping(ctx); err != nil {
				log.Print(err)
			}
		}()
		select {
		case <-done:
			cancel()
			return
		case <-time.After(time.Second):
			continue
		}
	}
}
