package machine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

type process struct {
	pid  int
	stat func(ctx context.Context, name string) error
}

func find(pid int) (*process, error) {
	return findWithContext(context.Background(), pid)
}

func findWithContext(ctx context.Context, pid int) (*process, error) {
	p := &process{pid: pid, stat: stat}
	return p, p.stat(ctx, filepath.Join("/proc", strconv.Itoa(pid)))
}

func stat(ctx context.Context, name string) error {
	done := make(chan error, 1)
	go func() {
		_, err := os.Stat(name)
		done <- err
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-done:
		return err
	}
}

func (p *process) isRunning() (bool, error) {
	return p.isRunningWithContext(context.Background())
}

func (p *process) isRunningWithContext(ctx context.Context) (bool, error) {
	err := p.stat(ctx, filepath.Join("/proc", strconv.Itoa(p.pid), "stat"))
	return err == nil, err
}

type machine struct {
	pid      int
	state    string
	exitedAt time.Time
}

// get would take a process that nobody has looked for, for one that has exited.
func get(ctx context.Context, m *machine) (*machine, error) {
	state, active := "running", false
	if p, err := find(m.pid); err == nil {
		active, err = p.isRunning()
		if err != nil {
			state = "exited"
		}
	}
	if !active {
		m.exitedAt = time.Now()
	}
	m.state = state
	return m, nil
}

// look says what has failed.
func look(ctx context.Context, m *machine) (*machine, error) {
	p, err := find(m.pid) // want unsafe "findWithContext takes it"
	if err != nil {
		m.state = "unknown"
		return m, fmt.Errorf("find %d: %w", m.pid, err)
	}
	active, err := p.isRunning() // want unsafe "isRunningWithContext takes it"
	if err != nil {
		return m, fmt.Errorf("ask %d: %w", m.pid, err)
	}
	if !active {
		m.state = "exited"
	}
	return m, nil
}
