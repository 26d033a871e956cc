package worker

import (
	"context"
	"os/exec"
	"sync"
)

type group struct {
	run  []func() error
	stop []func(error)
}

func (g *group) Add(run func() error, stop func(error)) {
	g.run = append(g.run, run)
	g.stop = append(g.stop, stop)
}

// When the caller's context has ended, threads end first and connections last.
func Run(ctx context.Context) {
	threads, stopThreads := context.WithCancel(context.Background())
	defer stopThreads()
	connections, stopConnections := context.WithCancel(context.Background())
	defer stopConnections()
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		work(threads, "a")
	}()
	go func() {
		defer wg.Done()
		work(connections, "b")
	}()
	<-ctx.Done()
	stopThreads()
	work(connections, "c")
	stopConnections()
	wg.Wait()
}

// Who runs the group says when it is over.
func Loop(ctx context.Context, g *group) error {
	loop, stop := context.WithCancel(context.Background())
	defer stop()
	g.Add(func() error { return work(loop, "a") }, func(error) { stop() })
	return work(ctx, "b")
}

// What looks after a process ends when that has ended.
func Supervise(ctx context.Context, cmd *exec.Cmd) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	watch, stop := context.WithCancel(context.Background())
	go work(watch, "watchdog")
	err := cmd.Wait()
	stop()
	return err
}

func work(ctx context.Context, id string) error {
	println(id)
	return ctx.Err()
}
