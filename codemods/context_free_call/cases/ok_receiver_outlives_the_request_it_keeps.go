package audit

import (
	"database/sql"
	"net/http"
)

type entry struct {
	r  *http.Request
	db *sql.DB
}

// It is called when the request has been answered.
func (e *entry) save() error {
	_, err := e.db.Exec("INSERT INTO audit (path) VALUES ($1)", e.r.URL.Host)
	return err
}

type visit struct {
	r  *http.Request
	db *sql.DB
}

func (v *visit) count() error {
	_, err := v.db.Exec("UPDATE visits SET n = n + 1 WHERE host = $1", v.r.URL.Host)
	return err
}

type call struct {
	r  *http.Request
	db *sql.DB
}

// The request is one that is sent.
func (c *call) note() error {
	_, err := c.db.Exec("INSERT INTO calls (host) VALUES ($1)", c.r.URL.Host)
	return err
}

type server struct {
	db      *sql.DB
	entries chan *entry
}

func (s *server) run() {
	for e := range s.entries {
		if err := e.save(); err != nil {
			println(err.Error())
		}
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e := &entry{r: r, db: s.db}
	s.entries <- e
	v := &visit{r: r, db: s.db}
	go v.count()
	w.Write([]byte("ok"))
}

func (s *server) ask(url string) error {
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	c := &call{r: r, db: s.db}
	return c.note()
}
