package session

import "context"

type Conn interface {
	Ping(ctx context.Context) error
}

type Session struct {
	conn   Conn
	cancel context.CancelFunc
}

// A variable for the error must not be declared between the goto and its label.
func Open(ctx context.Context, c Conn, slow bool) (*Session, error) {
	ctx, cancel := context.WithCancel(ctx) // want none "release it before the exits whose results use"
	if slow {
		goto slowly
	}
	if err := c.Ping(ctx); err == nil {
		return &Session{conn: c, cancel: cancel}, nil
	}
	return nil, ctx.Err()
slowly:
	return &Session{conn: c, cancel: cancel}, c.Ping(ctx)
}

func OpenInBranch(ctx context.Context, c Conn, slow bool) (*Session, error) {
	ctx, cancel := context.WithCancel(ctx) // want safe "cancel is not called when line 35 returns"
	if slow {
		goto slowly
	}
	if c.Ping(ctx) != nil {
		// Where it is in a block of its own, it may.
		return nil, ctx.Err()
	}
	return &Session{conn: c, cancel: cancel}, nil
slowly:
	return &Session{conn: c, cancel: cancel}, c.Ping(ctx)
}
