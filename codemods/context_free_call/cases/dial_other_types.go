package probe

import (
	"context"
	"crypto/tls"
	"net"
)

func reach(ctx context.Context, to *net.TCPAddr) error {
	conn, err := net.DialTCP("tcp", nil, to) // want none "returns a net.Conn"
	if err != nil {
		return err
	}
	defer conn.Close()
	secure, err := tls.Dial("tcp", "example.com:443", nil) // want none "tls.Dialer"
	if err != nil {
		return err
	}
	packet, err := net.DialUDP("udp", nil, &net.UDPAddr{IP: to.IP, Port: to.Port})
	if err != nil {
		return err
	}
	defer packet.Close()
	local, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: "/run/probe.sock", Net: "unix"})
	if err != nil {
		return err
	}
	defer local.Close()
	return secure.Close()
}
