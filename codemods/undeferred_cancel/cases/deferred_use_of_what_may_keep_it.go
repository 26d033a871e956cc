package session

import (
	"context"
	"os"
)

type Conn interface {
	Init(ctx context.Context)
	Abort() error
	Close() error
}

type Session struct {
	conn   Conn
	cancel context.CancelFunc
}

func Open(ctx context.Context, c Conn, name string) (*Session, error) {
	ctx, cancel := context.WithCancel(ctx) // want unsafe "what line 28 gives it to may keep it, and what is deferred on line 25 uses that"
	ok := false
	defer func() {
		if !ok {
			// Works under what Init was given.
			_ = c.Abort()
		}
	}()
	c.Init(ctx)
	if _, err := os.Stat(name); err != nil {
		return nil, err
	}
	ok = true
	return &Session{conn: c, cancel: cancel}, nil
}

func OpenAndClose(ctx context.Context, c Conn, name string) (*Session, error) {
	ctx, cancel := context.WithCancel(ctx) // want safe "cancel is not called when line 46 returns"
	ok := false
	defer func() {
		if !ok {
			_ = c.Close()
		}
	}()
	c.Init(ctx)
	if _, err := os.Stat(name); err != nil {
		return nil, err
	}
	ok = true
	return &Session{conn: c, cancel: cancel}, nil
}
