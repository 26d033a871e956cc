package pump

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"os"
	"os/exec"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

type gauge struct{ n int }

func (g *gauge) Inc() { g.n++ }
func (g *gauge) Dec() { g.n-- }

type pump struct {
	running atomic.Bool
	calls   int32
	busy    bool
	level   int
	waiting int
	state   string
	slots   chan struct{}
	open    map[string]bool
	load    gauge
	buffers sync.Pool
	mu      sync.Mutex
	db      *sql.DB
}

func (p *pump) listen() func()     { p.level++; return func() { p.level-- } }
func (p *pump) work()              { p.state = "work" }
func (p *pump) rest()              { p.state = "" }
func (p *pump) turnOn()            {}
func (p *pump) turnOff()           {}
func (p *pump) set(on bool)        { p.busy = on }
func ready(context.Context) error  { return nil }
func (p *pump) note(string, error) {}

func (p *pump) field(ctx context.Context) error {
	p.busy = true
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip p.busy = false"
	}
	p.busy = false
	return nil
}

func (p *pump) entry(ctx context.Context, name string) error {
	p.open[name] = true
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip p.open.name. = false"
	}
	p.open[name] = false
	return nil
}

func (p *pump) restored(ctx context.Context) error {
	old := p.level
	p.level = 9
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip p.level = old"
	}
	p.level = old
	return nil
}

func (p *pump) counted(ctx context.Context) error {
	p.mu.Lock()
	p.waiting++
	p.mu.Unlock()
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip p.waiting--"
	}
	p.mu.Lock()
	p.waiting--
	p.mu.Unlock()
	return nil
}

func moved(ctx context.Context, from, to *int64, amount int64) error {
	*from -= amount
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip .to .= amount"
	}
	*to += amount
	return nil
}

func (p *pump) stored(ctx context.Context) error {
	if !p.running.CompareAndSwap(false, true) {
		return errors.New("busy")
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip p.running.Store.false."
	}
	p.running.Store(false)
	return nil
}

func (p *pump) added(ctx context.Context) error {
	atomic.AddInt32(&p.calls, 1)
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip atomic.AddInt32.&p.calls, -1."
	}
	atomic.AddInt32(&p.calls, -1)
	return nil
}

func (p *pump) slot(ctx context.Context) error {
	select {
	case p.slots <- struct{}{}:
	default:
		return errors.New("busy")
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip <-p.slots"
	}
	<-p.slots
	return nil
}

func (p *pump) gauge(ctx context.Context) error {
	p.load.Inc()
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip p.load.Dec.."
	}
	p.load.Dec()
	return nil
}

func (p *pump) listened(ctx context.Context) error {
	unlisten := p.listen()
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip unlisten.."
	}
	unlisten()
	return nil
}

func (p *pump) pulse(ctx context.Context, times int) error {
	for range times {
		if err := ready(ctx); err != nil {
			return err
		}
		p.turnOn()
		time.Sleep(2 * time.Second) // want none "would skip p.turnOff.."
		p.turnOff()
	}
	return nil
}

// Both write the same field.
func (p *pump) worked(ctx context.Context) error {
	p.work()
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip p.rest.."
	}
	p.rest()
	return nil
}

func (p *pump) given(ctx context.Context, on func(string)) error {
	on("start")
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip on..stop.."
	}
	on("stop")
	return nil
}

func variable(ctx context.Context) error {
	os.Setenv("PUMP", "1")
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip os.Unsetenv"
	}
	os.Unsetenv("PUMP")
	return nil
}

func folder(ctx context.Context) error {
	old, _ := os.Getwd()
	if err := os.Chdir("/"); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip os.Chdir.old."
	}
	return os.Chdir(old)
}

func collector(ctx context.Context) error {
	old := debug.SetGCPercent(-1)
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip debug.SetGCPercent.old."
	}
	debug.SetGCPercent(old)
	return nil
}

func output(ctx context.Context) error {
	log.SetOutput(os.Stderr)
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip log.SetOutput.os.Stdout."
	}
	log.SetOutput(os.Stdout)
	return nil
}

func (p *pump) lent(ctx context.Context) error {
	buffer := p.buffers.Get().(*[]byte)
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip p.buffers.Put.buffer."
	}
	p.buffers.Put(buffer)
	return nil
}

func (p *pump) transaction(ctx context.Context) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE pumps SET on = 1"); err != nil {
		tx.Rollback()
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip tx.Commit.."
	}
	return tx.Commit()
}

func process(ctx context.Context) error {
	cmd := exec.Command("pump")
	if err := cmd.Start(); err != nil {
		return err
	}
	for ready(ctx) != nil {
		time.Sleep(time.Second) // want none "would skip cmd.Wait.."
	}
	return cmd.Wait()
}

func (p *pump) wherever(ctx context.Context) error {
	p.state = "moving"
	for i := 0; ; i++ {
		err := ready(ctx)
		if err == nil {
			break
		}
		if i > 10 {
			p.state = "failed"
			return err
		}
		time.Sleep(time.Second) // want none "would skip p.state = .failed."
	}
	p.state = "idle"
	return nil
}

// What is done before is not to be seen here.
func (p *pump) repeated(ctx context.Context) error {
	for range 3 {
		if err := ready(ctx); err != nil {
			p.settle()
			return err
		}
		time.Sleep(time.Second) // want none "would skip p.settle.."
	}
	p.settle()
	return nil
}

func (p *pump) settle() {}

func (p *pump) deferred(ctx context.Context) error {
	p.running.Store(true)
	if p.level > 0 {
		time.Sleep(time.Minute) // want none "would skip p.running.Store.false."
	}
	defer func() {
		p.running.Store(false)
	}()
	return ready(ctx)
}
