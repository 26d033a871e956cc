package bench

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"time"
)

// The end of the context is that of the measurement: what is under way then has not failed.
func worker(ctx context.Context, addr string, done, failed *atomic.Uint64) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
		}
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err != nil {
			failed.Add(1)
			continue
		}
		conn.Close()
		done.Add(1)
	}
}

// Here it is an error.
func workerUntil(ctx context.Context, addr string, rounds int, failed *atomic.Uint64) error {
	for range rounds {
		if err := ctx.Err(); err != nil {
			return errors.Join(errors.New("too slow"), err)
		}
		conn, err := net.DialTimeout("tcp", addr, time.Second) // want unsafe "DialContext takes it"
		if err != nil {
			failed.Add(1)
			continue
		}
		conn.Close()
	}
	return nil
}

// What has failed is not counted.
func pinger(ctx context.Context, addr string, done *atomic.Uint64) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
		}
		conn, err := net.DialTimeout("tcp", addr, time.Second) // want unsafe "DialContext takes it"
		if err != nil {
			continue
		}
		conn.Close()
		done.Add(1)
	}
}
