package meta

import (
	"errors"
	"log"
	"net/http"
	"time"
)

var errStale = errors.New("stale")

type target struct {
	fetch   func(name string) (int, error)
	version int
}

// repair is called with no request where a rename comes to its end.
func (t *target) repair(r *http.Request, name string) {
	var sender string
	time.Sleep(250 * time.Millisecond)
	version, err := t.fetch(name)
	if err != nil {
		log.Print(err)
		return
	}
	if r != nil {
		sender = r.Header.Get("X-Sender")
	}
	if version < t.version {
		log.Print(errStale, " from ", sender)
		return
	}
	t.version = version
}

func (t *target) rename(name string) { t.repair(nil, name) }
