package sync

import (
	"context"
	"fmt"
	"sync"
)

type bucket interface {
	Get(ctx context.Context, name string) (string, error)
}

type compactor interface {
	compact(ctx context.Context) error
}

// A group, as there are many of them.
type group struct{ waiting sync.WaitGroup }

func (g *group) Go(f func() error) {
	g.waiting.Add(1)
	go func() {
		defer g.waiting.Done()
		_ = f()
	}()
}

func (g *group) Wait() { g.waiting.Wait() }

func recovering(f func() error) func() error {
	return func() (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("%v", r)
			}
		}()
		return f()
	}
}

func fetch(ctx context.Context, b bucket, names []string) []string {
	var g group
	found := make([]string, len(names))
	for i := range names {
		func(i int) {
			g.Go(recovering(func() error {
				text, err := b.Get(ctx, names[i])
				found[i] = text
				return err
			}))
		}(i)
	}
	g.Wait()
	return found
}

func compact(ctx context.Context, c compactor, n int) error {
	run := func(do func(context.Context) error) (bool, error) {
		if err := do(ctx); err != nil {
			return false, err
		}
		return true, nil
	}
	for range n {
		if again, err := run(c.compact); err != nil || !again {
			return err
		}
	}
	return nil
}

// Nothing is said to be kept.
func all(ctx context.Context, b bucket, c compactor) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	fmt.Println(fetch(context.Background(), b, nil)) // want unsafe "goes on after the caller has given up$"
	return compact(context.Background(), c, 1)       // want unsafe "goes on after the caller has given up$"
}
