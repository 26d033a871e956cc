package search

import (
	"context"
	"database/sql"
	"net"
	"net/http"
	"time"
)

func search(ctx context.Context, db *sql.DB, table, host string, d time.Duration) error {
	if _, err := db.Exec("DELETE FROM " + table); err != nil { // want unsafe "Exec"
		return err
	}
	rows, err := db.Query("SELECT * FROM " + table + " LIMIT " + limit[len(limit)-1:]) // want unsafe "Query"
	if err != nil {
		return err
	}
	defer rows.Close()
	if _, err := net.LookupHost(host + ".example.com"); err != nil { // want unsafe "LookupHost"
		return err
	}
	resp, err := http.Get("http://" + host) // want unsafe "http.Get"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	conn, err := net.DialTimeout("tcp", host+":80", 2*d+time.Second) // want unsafe "DialTimeout"
	if err != nil {
		return err
	}
	return conn.Close()
}

var limit = "10"
