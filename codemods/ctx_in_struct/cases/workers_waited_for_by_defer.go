package match

import (
	"context"
	"sync"
)

type search struct {
	ctx context.Context // want unsafe "get a parameter ctx|gets a parameter ctx"
	get func(context.Context, int) error
}

func find(ctx context.Context, n int, get func(context.Context, int) error) error {
	s := &search{ctx: ctx, get: get}
	keep(s)
	return s.all(n)
}

var searches []*search

func keep(s *search) { searches = append(searches, s) }

func (s *search) all(n int) error {
	tasks := make(chan int)
	var wg sync.WaitGroup
	defer func() {
		close(tasks)
		wg.Wait()
	}()
	worker := func() {
		for task := range tasks {
			_ = s.get(s.ctx, task)
		}
		wg.Done()
	}
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go worker()
	}
	for i := 0; i < n; i++ {
		tasks <- i
	}
	return nil
}
