package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"
)

type iter struct{ ctx context.Context }

func (it *iter) next() bool {
	select {
	case <-it.ctx.Done():
		return false
	case <-time.After(time.Millisecond):
		return true
	}
}

func open(ctx context.Context) *iter { return &iter{ctx: ctx} }

func bodies(ctx context.Context, urls []string) (all []io.ReadCloser, err error) {
	for _, u := range urls {
		uctx, cancel := context.WithTimeout(ctx, time.Minute) // want none "as all holds it, or something made with it, beyond the iteration"
		req, err := http.NewRequestWithContext(uctx, http.MethodGet, u, nil)
		if err != nil {
			cancel()
			return all, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			cancel()
			return all, err
		}
		all = append(all, resp.Body)
	}
	return all, nil
}

func last(ctx context.Context, n int) (found *iter) {
	for i := range n {
		ictx, cancel := context.WithTimeout(ctx, time.Minute) // want none "as found holds it"
		if i == 3 {
			cancel()
			continue
		}
		found = open(ictx)
	}
	return found
}

func byIndex(ctx context.Context, n int) []*iter {
	its := make([]*iter, n)
	for i := range n {
		ictx, cancel := context.WithTimeout(ctx, time.Minute) // want none "as its holds it"
		if i == 3 {
			cancel()
			continue
		}
		its[i] = open(ictx)
	}
	return its
}

func fanOut(ctx context.Context, n int, work func(context.Context)) {
	var wg sync.WaitGroup
	for i := range n {
		ictx, cancel := context.WithTimeout(ctx, time.Minute) // want none "what line 79 starts or defers"
		if i == 3 {
			cancel()
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(ictx)
		}()
	}
	wg.Wait()
}

func deferred(ctx context.Context, n int) (ok bool) {
	for i := range n {
		ictx, cancel := context.WithTimeout(ctx, time.Minute) // want none "what line 93 starts or defers"
		if i == 3 {
			cancel()
			break
		}
		it := open(ictx)
		defer func() { ok = it.next() }()
	}
	return
}

// Nothing is kept where this goes on with the next one.
func skips(ctx context.Context, n int) (found *iter) {
	for i := range n {
		ictx, cancel := context.WithTimeout(ctx, time.Minute) // want safe "when line 104 leaves the iteration"
		it := open(ictx)
		if !it.next() {
			continue
		}
		if i == 3 {
			cancel()
			continue
		}
		found = it
		time.AfterFunc(time.Hour, cancel)
	}
	return found
}

func read(it *iter) error {
	if !it.next() {
		return errors.New("end of data")
	}
	return nil
}

// Only what it found is kept.
func counts(ctx context.Context, n int) (total int, err error) {
	for i := range n {
		ictx, cancel := context.WithTimeout(ctx, time.Minute) // want safe "when an iteration ends"
		if i == 3 {
			cancel()
			continue
		}
		it := open(ictx)
		if err = read(it); err == nil {
			total++
		}
	}
	return total, err
}
