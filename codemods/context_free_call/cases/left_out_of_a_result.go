package ports

import (
	"context"
	"database/sql"
	"fmt"
)

type process struct{ name string }

func names(ctx context.Context, db *sql.DB, ids []int) ([]process, error) {
	var all []process
	for _, id := range ids {
		var name string
		err := db.QueryRow("SELECT name FROM processes WHERE id = ?", id).Scan(&name)
		if err != nil {
			continue
		}
		all = append(all, process{name: name})
	}
	return all, nil
}

type listing struct{ all []process }

func list(ctx context.Context, db *sql.DB, ids []int) (listing, error) {
	var all []process
	for _, id := range ids {
		var name string
		err := db.QueryRow("SELECT name FROM processes WHERE id = ?", id).Scan(&name)
		if err != nil {
			continue
		}
		all = append(all, process{name: name})
	}
	return listing{all: all}, nil
}

func namesOfAll(ctx context.Context, db *sql.DB, ids []int) ([]process, error) {
	var all []process
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var name string
		err := db.QueryRow("SELECT name FROM processes WHERE id = ?", id).Scan(&name) // want unsafe "QueryRowContext"
		if err != nil {
			continue
		}
		all = append(all, process{name: name})
	}
	return all, nil
}

func print(ctx context.Context, db *sql.DB, ids []int) {
	for _, id := range ids {
		var name string
		err := db.QueryRow("SELECT name FROM processes WHERE id = ?", id).Scan(&name) // want unsafe "QueryRowContext"
		if err != nil {
			continue
		}
		fmt.Println(name)
	}
}
