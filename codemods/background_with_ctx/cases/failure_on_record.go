package workspaces

import (
	"context"
	"log"
)

type database interface {
	Projects(ctx context.Context, id int) ([]int, error)
	Query(name string, id int, args ...any) error
}

// A workspace would be said to have failed because somebody has left.
func remove(ctx context.Context, db database, id int) {
	if ctx.Err() != nil {
		return
	}
	projects, err := db.Projects(context.TODO(), id)
	if err != nil {
		log.Printf("projects of %d: %v", id, err)
		_ = db.Query("delete_fail_workspace", id, err.Error())
		return
	}
	for _, p := range projects {
		log.Printf("project %d", p)
	}
}

func show(ctx context.Context, db database, id int) {
	if ctx.Err() != nil {
		return
	}
	projects, err := db.Projects(context.TODO(), id) // want unsafe "db.Projects gets"
	if err != nil {
		log.Printf("projects of %d: %v", id, err)
		_ = db.Query("seen_workspace", id)
		return
	}
	for _, p := range projects {
		log.Printf("project %d", p)
	}
}
