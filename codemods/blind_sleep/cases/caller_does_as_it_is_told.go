package proxy

import (
	"errors"
	"net/http"
	"time"
)

var errNone = errors.New("no upstream")

type balancing struct {
	tryDuration, tryInterval time.Duration
}

// tryAgain says whether to go on; if so, it has waited long enough.
func (b balancing) tryAgain(start time.Time, req *http.Request) bool {
	if time.Since(start) >= b.tryDuration {
		return false
	}
	time.Sleep(b.tryInterval) // want none "a caller's loop would go on without the wait"
	return true
}

type handler struct {
	balancing
	pick func() *http.Client
}

// Where there is no upstream, nothing here hears of the client any more; and it is not left where one has failed, but
// where tryAgain says so.
func (h handler) serve(r *http.Request) error {
	start := time.Now()
	var err error
	for {
		upstream := h.pick()
		if upstream == nil {
			if err == nil {
				err = errNone
			}
			if !h.tryAgain(start, r) {
				break
			}
			continue
		}
		if err = send(upstream, r); err == nil {
			return nil
		}
		if !h.tryAgain(start, r) {
			break
		}
	}
	return err
}

// pauseFor says the same.
func (b balancing) pauseFor(start time.Time, req *http.Request) bool {
	if time.Since(start) >= b.tryDuration {
		return false
	}
	time.Sleep(b.tryInterval) // want unsafe "still waits to the end"
	return true
}

// This loop asks for itself, whichever way it goes.
func (h handler) serveOnce(r *http.Request) error {
	start := time.Now()
	for r.Context().Err() == nil {
		upstream := h.pick()
		if upstream == nil {
			if !h.pauseFor(start, r) {
				break
			}
			continue
		}
		return send(upstream, r)
	}
	return errNone
}

func send(c *http.Client, r *http.Request) error {
	resp, err := c.Do(r.Clone(r.Context()))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
