package monitor

import (
	"context"
	"log"
	"net/http"
	"time"
)

type warnings interface {
	Insert(ctx context.Context, text string) error
}

type monitor struct {
	w        warnings
	skewed   bool
	silenced bool
}

// heartbeat says it again if that has failed.
func (m *monitor) heartbeat(w http.ResponseWriter, r *http.Request) {
	sent, err := time.Parse(time.RFC3339, r.FormValue("sent"))
	if err == nil && time.Since(sent) > 5*time.Second && !m.skewed {
		if err := m.w.Insert(context.TODO(), "clocks differ"); err != nil { // want unsafe "after the client has left"
			log.Print(err)
			return
		}
		m.skewed = true
	}
	w.WriteHeader(http.StatusOK)
}

func (m *monitor) silence(w http.ResponseWriter, r *http.Request) {
	if !m.silenced {
		m.silenced = true
		if err := m.w.Insert(context.TODO(), "silenced for "+r.FormValue("for")); err != nil { // want unsafe "after the client has left"
			m.silenced = false
			log.Print(err)
		}
	}
	w.WriteHeader(http.StatusOK)
}
