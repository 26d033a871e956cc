package shard

import (
	"context"
	"database/sql"
	"time"
)

type Span interface{ End() }

type tracer interface {
	StartSpan(ctx context.Context, name string) (Span, context.Context)
}

type Inspector struct {
	db     *sql.DB
	tracer tracer
	closed chan struct{}
}

// Nobody is there who could give up.
func (i *Inspector) loop() {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			span, ctx := i.tracer.StartSpan(context.Background(), "inspect")
			i.inspect(ctx)
			span.End()
		case <-i.closed:
			return
		}
	}
}

func (i *Inspector) inspect(ctx context.Context) {
	func() {
		if err := i.save(ctx, "begun"); err != nil {
			println(err.Error())
		}
	}()
}

func (i *Inspector) save(ctx context.Context, state string) error {
	if err := i.db.PingContext(ctx); err != nil {
		return err
	}
	_, err := i.db.Exec("UPDATE inspections SET state = $1", state)
	return err
}

// Its caller has one, and does not give it.
func (i *Inspector) Reset(ctx context.Context, state string) error {
	if err := i.db.PingContext(ctx); err != nil {
		return err
	}
	return i.set(context.Background(), state)
}

func (i *Inspector) set(ctx context.Context, state string) error {
	if err := i.db.PingContext(ctx); err != nil {
		return err
	}
	_, err := i.db.Exec("UPDATE states SET state = $1", state) // want unsafe "i.db.Exec works without"
	return err
}
