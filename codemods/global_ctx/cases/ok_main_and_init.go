package main

import (
	"context"
	"database/sql"
	"net/http"
)

var ctx = context.Background()

var db *sql.DB

func init() { db.PingContext(ctx) }

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	db.PingContext(ctx)
}
