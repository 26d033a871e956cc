package main

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const (
	slow    = 3 * time.Second        // what an answer takes after which nobody asks any more
	grace   = 500 * time.Millisecond // what work may take to notice that the client left
	patient = time.Hour              // a timeout that does not release anything by itself
)

// client is the context of a request. It knows which contexts that were derived from it are still alive: package
// context calls AfterFunc for each, and the function it gets back once that context is released.
type client struct {
	context.Context
	live atomic.Int64
}

func (c *client) AfterFunc(f func()) (stop func() bool) {
	c.live.Add(1)
	release := context.AfterFunc(c.Context, f)
	var once sync.Once
	return func() bool {
		once.Do(func() { c.live.Add(-1) })
		return release()
	}
}

// Value hides the standard library's context underneath, which would register its children itself.
func (c *client) Value(any) any { return nil }

// network answers the back ends' requests after a while, or not at all.
type network struct {
	delay   time.Duration
	err     error
	running atomic.Int64 // requests under way
}

func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	n.running.Add(1)
	defer n.running.Add(-1)
	select {
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case <-time.After(n.delay):
	}
	if n.err != nil {
		return nil, n.err
	}
	body := io.NopCloser(strings.NewReader(`["golang"]`))
	return &http.Response{StatusCode: http.StatusOK, Body: body, Request: r}, nil
}

// start returns a server with three back ends, and the database and network it talks to.
func start(t *testing.T, delay time.Duration, err error) (http.Handler, *catalog, *network) {
	db, net := &catalog{titles: []string{"gopher"}, delay: delay}, &network{delay: delay, err: err}
	pool := sql.OpenDB(db)
	t.Cleanup(func() { pool.Close() })
	return newServer(pool, net, patient, []string{"http://a", "http://b", "http://c"}).routes(), db, net
}

// Each answered request must leave no context behind, while the connection (and so its context) stays.
func TestContextsAreReleased(t *testing.T) {
	for _, test := range []struct {
		name, path string
		err        error
		want       int
	}{
		{"search", "/search?q=go", nil, http.StatusOK},
		{"search with failing back ends", "/search?q=go", errors.New("connection refused"), http.StatusOK},
		{"suggest", "/suggest?q=go", nil, http.StatusOK},
		{"health", "/healthz", nil, http.StatusNoContent},
	} {
		t.Run(test.name, func(t *testing.T) {
			handler, _, _ := start(t, 0, test.err)
			ctx, hangUp := context.WithCancel(t.Context())
			defer hangUp()
			caller := &client{Context: ctx}

			answer := httptest.NewRecorder()
			handler.ServeHTTP(answer, httptest.NewRequest("GET", test.path, nil).WithContext(caller))
			if answer.Code != test.want {
				t.Errorf("status %d, want %d: %s", answer.Code, test.want, answer.Body)
			}
			if n := caller.live.Load(); n != 0 {
				t.Errorf("%d contexts are still alive after the answer", n)
			}
		})
	}
}

// A client that leaves must end everything that was started for it.
func TestWorkEndsWithTheClient(t *testing.T) {
	for _, path := range []string{"/search?q=go", "/suggest?q=go"} {
		t.Run(path, func(t *testing.T) {
			handler, db, net := start(t, slow, nil)
			before := runtime.NumGoroutine()
			ctx, hangUp := context.WithCancel(t.Context())
			defer hangUp()

			request := httptest.NewRequest("GET", path, nil).WithContext(&client{Context: ctx})
			go handler.ServeHTTP(httptest.NewRecorder(), request)
			waitFor(time.Second, func() bool { return db.running.Load() > 0 })
			hangUp()

			idle := func() bool {
				return db.running.Load() == 0 && net.running.Load() == 0 && runtime.NumGoroutine() <= before
			}
			if !waitFor(grace, idle) {
				t.Errorf("the client left, but %d queries, %d back-end requests and %d goroutines go on",
					db.running.Load(), net.running.Load(), runtime.NumGoroutine()-before)
			}
		})
	}
}

// waitFor asks until the condition holds or the time is over, and tells which.
func waitFor(limit time.Duration, holds func() bool) bool {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if holds() {
			return true
		}
	}
	return holds()
}
