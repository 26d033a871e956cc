package probe

import (
	"context"
	"crypto/tls"
	"net"
	"time"
)

func reachBy(ctx context.Context, host string, d time.Duration) error {
	dialer := net.Dialer{Timeout: d}
	conn, err := dialer.Dial("tcp", host) // want unsafe "DialContext takes it"
	if err != nil {
		return err
	}
	conn.Close()
	secure := &tls.Dialer{Config: &tls.Config{ServerName: host}}
	conn, err = secure.Dial("tcp", host) // want unsafe "DialContext takes it"
	if err != nil {
		return err
	}
	return conn.Close()
}

// A resolver of one's own is asked for each connection.
var resolver = func(dialer *net.Dialer, server string) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return dialer.Dial(network, server) // want unsafe "DialContext takes it"
	}
}
