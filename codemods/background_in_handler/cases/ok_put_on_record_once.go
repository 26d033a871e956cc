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

// heartbeat says only once that the clocks differ.
func (m *monitor) heartbeat(w http.ResponseWriter, _ *http.Request, sent time.Time) {
	if time.Since(sent) > 5*time.Second {
		if !m.skewed {
			log.Print("clocks differ")
			if m.w != nil {
				err := m.w.Insert(context.TODO(), "clocks differ")
				if err != nil {
					log.Print(err)
				}
			}
		}
		m.skewed = true
	} else {
		m.skewed = false
	}
	w.WriteHeader(http.StatusOK)
}

func (m *monitor) silence(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("for") != "" && !m.silenced {
		m.silenced = true
		if err := m.w.Insert(context.TODO(), "silenced for "+r.FormValue("for")); err != nil {
			log.Print(err)
		}
	}
	w.WriteHeader(http.StatusOK)
}
