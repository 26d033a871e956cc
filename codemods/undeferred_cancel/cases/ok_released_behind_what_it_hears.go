package session

import "context"

type Conn interface {
	Ping(ctx context.Context) error
	Next() error
}

type Session struct {
	conn   Conn
	cancel context.CancelFunc
}

func Open(ctx context.Context, c Conn) (*Session, error) {
	ctx, cancel := context.WithCancel(ctx)
	errc := make(chan error, 1)
	go func() { errc <- c.Ping(ctx) }()
	if c.Next() != nil {
		err := <-errc
		cancel()
		return nil, err
	}
	if err := <-errc; err != nil {
		cancel()
		return nil, err
	}
	return &Session{conn: c, cancel: cancel}, nil
}
