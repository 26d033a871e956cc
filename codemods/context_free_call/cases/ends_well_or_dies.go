package main

import (
	"context"
	"database/sql"
	"log"
	"strings"
	"time"
)

func isKnown(err error) bool {
	return strings.HasPrefix(err.Error(), "Error 1146")
}

// The load ends with the time it is given; cut off in the middle of a statement it would end the program.
func load(ctx context.Context, db *sql.DB, id int) {
	for i := 0; ; i++ {
		_, err := db.Exec("INSERT INTO t VALUES (?, ?)", id, i)
		if err != nil && !isKnown(err) {
			log.Fatal("insert: ", err)
		}
		if i%2 == 0 {
			result, err := db.Exec("DELETE FROM t WHERE id = ?", i)
			if err != nil {
				log.Fatal("delete: ", err)
			}
			if n, err := result.RowsAffected(); err == nil && n > 0 {
				log.Printf("deleted %d", n)
			}
		}
		select {
		case <-ctx.Done():
			return
		default:
		}
	}
}

func loadWhile(ctx context.Context, db *sql.DB) {
	for i := 0; ctx.Err() == nil; i++ {
		if _, err := db.Exec("INSERT INTO t VALUES (?, ?)", 0, i); err != nil {
			log.Fatal(err)
		}
	}
}

// That it has ended is told from a failure.
func loadUntil(ctx context.Context, db *sql.DB) {
	for i := 0; ; i++ {
		_, err := db.Exec("INSERT INTO t VALUES (?, ?)", 0, i) // want unsafe "db.Exec works without"
		if err != nil && ctx.Err() == nil {
			log.Fatal(err)
		}
		if ctx.Err() != nil {
			return
		}
	}
}

// The program is told to stop, and says so.
func count(ctx context.Context, db *sql.DB) int {
	if err := db.PingContext(ctx); err != nil {
		log.Print(err)
	}
	var n int
	row := db.QueryRow("SELECT COUNT(*) FROM t") // want unsafe "db.QueryRow works without"
	if err := row.Scan(&n); err != nil {
		log.Fatal(err)
	}
	return n
}

// Here the end is a failure as well.
func fill(ctx context.Context, db *sql.DB) error {
	for i := 0; i < 1000; i++ {
		if _, err := db.Exec("INSERT INTO t VALUES (?, ?)", 1, i); err != nil { // want unsafe "db.Exec works without"
			log.Fatal(err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return nil
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	db, err := sql.Open("mysql", "root@/test")
	if err != nil {
		log.Fatal(err)
	}
	go load(ctx, db, 1)
	go loadWhile(ctx, db)
	go loadUntil(ctx, db)
	if err := fill(ctx, db); err != nil {
		log.Print(err)
	}
	log.Print(count(ctx, db))
}
