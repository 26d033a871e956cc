// Command search answers queries from three back ends and a database.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"time"
)

func main() {
	db := sql.OpenDB(&catalog{
		titles: []string{"gopher", "goroutine", "context"},
		delay:  30 * time.Millisecond,
	})
	defer db.Close()

	s := newServer(db, http.DefaultTransport, 2*time.Second, []string{
		"http://news.internal/find",
		"http://images.internal/find",
		"http://places.internal/find",
	})
	log.Fatal(http.ListenAndServe("localhost:8080", s.routes()))
}
