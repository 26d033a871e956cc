package verify

import (
	"context"
	"log"
	"net"
	"time"
)

// It lingers for the answer to get out: who has got that may end the context, and all went well.
func serve(ctx context.Context, listener net.Listener, conns <-chan net.Conn) error {
	select {
	case conn := <-conns:
		answer(conn)
	case <-ctx.Done():
		log.Print("shutting down")
		return ctx.Err()
	}
	if err := listener.Close(); err != nil {
		return err
	}
	time.Sleep(time.Second)
	log.Print("complete")
	return nil
}

func serveLong(ctx context.Context, conns <-chan net.Conn) error {
	select {
	case conn := <-conns:
		answer(conn)
	case <-ctx.Done():
		log.Print("shutting down")
		return ctx.Err()
	}
	time.Sleep(time.Minute) // want none "behind it the function only reports its success"
	log.Print("complete")
	return nil
}

// Here work comes behind it.
func serveTwice(ctx context.Context, conns <-chan net.Conn) error {
	select {
	case conn := <-conns:
		answer(conn)
	case <-ctx.Done():
		return ctx.Err()
	}
	time.Sleep(time.Second) // want unsafe "does not look at .{3}: when that has ended, the function still waits to the end"
	answer(<-conns)
	log.Print("complete")
	return nil
}

func answer(conn net.Conn) {
	if _, err := conn.Write([]byte("ok")); err != nil {
		log.Print(err)
	}
	conn.Close()
}
