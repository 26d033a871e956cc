package watch

import (
	"context"
	"time"
)

type manager struct{ ids chan string }

func (m *manager) monitor(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case m.ids <- "id":
		}
	}
}

func (m *manager) run(ctx context.Context, work func(context.Context) error) {
	for {
		monitoring, cancel := context.WithCancel(ctx)
		defer cancel()
		go m.monitor(monitoring)
		if work(ctx) == nil {
			break
		}
		cancel()
		time.Sleep(time.Second)
	}
	close(m.ids)
}
