package tables

import (
	"context"
	"sync"
)

type check struct {
	ctx context.Context // want unsafe "gets a parameter ctx|get a parameter ctx"
	get func(context.Context, string) error
}

var checks []*check

func run(ctx context.Context, shards []string, get func(context.Context, string) error) error {
	c := &check{ctx: ctx, get: get}
	checks = append(checks, c)
	return c.all(shards)
}

func each(names []string, f func(string) error) error {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func(name string) {
			defer wg.Done()
			_ = f(name)
		}(name)
	}
	wg.Wait()
	return nil
}

func (c *check) all(shards []string) error {
	return each(shards, func(shard string) error {
		var wg sync.WaitGroup
		for _, table := range []string{"a", "b"} {
			wg.Add(1)
			go func(table string) {
				defer wg.Done()
				_ = c.get(c.ctx, shard+table)
			}(table)
		}
		wg.Wait()
		return nil
	})
}
