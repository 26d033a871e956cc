package meta

import (
	"errors"
	"net/http"
	"time"
)

var errStale = errors.New("stale")

// The request was looked into before, so the question comes too late to say anything.
func repair(r *http.Request, fetch func(name string) (int, error)) error {
	name := r.URL.Query().Get("name")
	time.Sleep(250 * time.Millisecond) // want unsafe "waits to the end"
	version, err := fetch(name)
	if err != nil {
		return err
	}
	if r != nil && version == 0 {
		return errStale
	}
	return nil
}
