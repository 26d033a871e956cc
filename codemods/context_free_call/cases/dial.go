package probe

import (
	"context"
	"net"
	"time"
)

func reach(ctx context.Context, host string, d time.Duration) error {
	conn, err := net.Dial("tcp", net.JoinHostPort(host, "80")) // want unsafe "net.Dial works without the context ctx, so it goes on after the caller has given up; \\(\\*net.Dialer\\).DialContext takes it"
	if err != nil {
		return err
	}
	defer conn.Close()
	if conn, err := net.DialTimeout("tcp", host, 2*d); err == nil { // want unsafe "DialContext takes it"
		return conn.Close()
	}
	return nil
}
