package fetch

import (
	"context"
	"io"
	"log"
	"net"
)

// The connection is the function's own: at its end nobody uses it any more.
func exchange(ctx context.Context, address string, request []byte) ([]byte, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	doneCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	go func() {
		<-doneCtx.Done()
		log.Println("closing", conn.RemoteAddr())
		conn.Close()
	}()
	if _, err := conn.Write(request); err != nil {
		return nil, err
	}
	answer := make([]byte, 64)
	n, err := conn.Read(answer)
	return answer[:n], err
}

// The function closes it at its end itself.
func handle(ctx context.Context, conn net.Conn) error {
	defer conn.Close()
	doneCtx, _ := context.WithCancel(ctx) // want unsafe "used by a goroutine that is not waited for"
	go func() {
		select {
		case <-doneCtx.Done():
			conn.Close()
		}
	}()
	_, err := conn.Write(nil)
	return err
}

// The caller gets the connection.
func dial(ctx context.Context, address string) (net.Conn, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	doneCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	go func() {
		<-doneCtx.Done()
		conn.Close()
	}()
	return conn, nil
}

type holder struct{ conn io.Closer }

// So does whoever holds it.
func (h *holder) hold(ctx context.Context, address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	doneCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	go func() {
		<-doneCtx.Done()
		conn.Close()
	}()
	h.conn = conn
	return nil
}

// The connection is the caller's.
func watch(ctx context.Context, conn net.Conn) {
	doneCtx, _ := context.WithCancel(ctx) // want none "used by a goroutine that is not waited for"
	go func() {
		<-doneCtx.Done()
		conn.Close()
	}()
}
