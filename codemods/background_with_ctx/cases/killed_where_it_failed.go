package p

import (
	"context"
	"errors"
	"log"
	"time"
)

type process struct{ stopped chan struct{} }

func (p *process) call(ctx context.Context, method string) error {
	select {
	case <-time.After(time.Second):
		return errors.New("no answer to " + method)
	case <-p.stopped:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type manager struct{ processes map[string]*process }

func (m *manager) killProcess(ctx context.Context, id string) error {
	select {
	case <-m.processes[id].stopped:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// What has been started is to be gone when it could not be told what to do.
func (m *manager) apply(ctx context.Context, id string) error {
	own, cancel := context.WithCancel(context.Background())
	defer cancel()
	limited, stop := context.WithTimeout(own, time.Second)
	defer stop()
	if err := m.processes[id].call(limited, "update"); err != nil {
		if err := m.killProcess(own, id); err != nil {
			log.Println("kill", id, err)
		}
		return err
	}
	return nil
}

func (m *manager) ask(ctx context.Context, id string) error {
	own, cancel := context.WithCancel(context.Background()) // want unsafe "context.WithCancel gets context.Background"
	defer cancel()
	limited, stop := context.WithTimeout(own, time.Second)
	defer stop()
	if err := m.processes[id].call(limited, "update"); err != nil {
		log.Println("update", id, err)
		return err
	}
	return m.processes[id].call(own, "status")
}
