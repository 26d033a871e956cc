package gate

import (
	"context"
	"time"
)

type gateway struct{ conns chan string }

func (g *gateway) Start(ctx context.Context) error {
	select {
	case g.conns <- "conn":
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *gateway) Stop(limit time.Duration) { time.Sleep(limit) }

type store struct{ rows map[string]time.Time }

func (s *store) Save(ctx context.Context, limit time.Duration) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-timer.C:
		s.rows["saved"] = time.Now()
	case <-ctx.Done():
	}
}

// serve lets what it has taken come to its end before the connections go.
func serve(ctx context.Context, g *gateway) error {
	conns, stop := context.WithCancel(context.Background())
	defer stop()
	if err := g.Start(conns); err != nil {
		return err
	}
	defer g.Stop(time.Second)
	<-ctx.Done()
	return nil
}

// saveEvery looks between two rounds whether it should go on.
func saveEvery(ctx context.Context, s *store) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	saving, stop := context.WithCancel(context.Background())
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			s.Save(saving, time.Second)
		}
	}
}

// saveOnce ends when it has saved.
func saveOnce(ctx context.Context, s *store, ready <-chan struct{}) {
	saving, stop := context.WithCancel(context.Background()) // want unsafe "context.WithCancel gets"
	defer stop()
	select {
	case <-ctx.Done():
	case <-ready:
		s.Save(saving, time.Second)
	}
}

// saveFor has a limit for each of its rounds.
func saveFor(ctx context.Context, s *store) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			saving, stop := context.WithTimeout(context.Background(), time.Second) // want unsafe "context.WithTimeout gets"
			s.Save(saving, time.Minute)
			stop()
		}
	}
}

// parts has a context for each of its parts, of which the one is not to end with the other.
func parts(ctx context.Context, g *gateway, s *store) error {
	conns, stopConns := context.WithCancel(ctx)
	defer stopConns()
	if err := g.Start(conns); err != nil {
		return err
	}
	saving, stopSaving := context.WithCancel(context.Background()) // want unsafe "context.WithCancel gets .* instead of the context ctx,"
	defer stopSaving()
	s.Save(saving, time.Second)
	return g.Start(conns)
}
