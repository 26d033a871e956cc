package worker

import (
	"context"
	"net"
)

type peer struct{}

func serve(conn net.Conn) {
	ctx := context.WithValue(context.TODO(), peer{}, conn.RemoteAddr())
	go func() {
		<-ctx.Done() // want none "ctx comes from context.TODO.. by WithValue alone and never ends"
		conn.Close()
	}()
	conn.Write([]byte("hello"))
}
