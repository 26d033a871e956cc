package roles

import (
	"context"
	"database/sql"
	"log"
)

type roles struct{ db *sql.DB }

// That nothing of the rest was done would be a success.
func (r *roles) create(ctx context.Context, names []string) error {
	if err := r.db.PingContext(ctx); err != nil {
		return err
	}
	for _, name := range names {
		_, err := r.db.Exec("CREATE ROLE " + name)
		if err != nil {
			log.Printf("role %s: %v", name, err)

			continue
		}
	}
	return nil
}

func (r *roles) grant(ctx context.Context, names []string) error {
	for _, name := range names {
		if _, err := r.db.Exec("GRANT reader TO " + name); err != nil {
			log.Printf("role %s: %v", name, err)
		}
	}
	log.Print("granted")
	return nil
}

// Here it comes out.
func (r *roles) grantAndLook(ctx context.Context, names []string) error {
	for _, name := range names {
		if _, err := r.db.Exec("GRANT reader TO " + name); err != nil { // want unsafe "r.db.Exec works without"
			log.Printf("role %s: %v", name, err)
		}
	}
	return r.db.PingContext(ctx)
}

func (r *roles) grantWhile(ctx context.Context, names []string) error {
	for _, name := range names {
		if ctx.Err() != nil {
			break
		}
		if _, err := r.db.Exec("GRANT reader TO " + name); err != nil { // want unsafe "r.db.Exec works without"
			log.Printf("role %s: %v", name, err)
		}
	}
	return nil
}

// Some are not passed over.
func (r *roles) drop(ctx context.Context, names []string) error {
	var last error
	for _, name := range names {
		if _, err := r.db.Exec("DROP ROLE " + name); err != nil { // want unsafe "r.db.Exec works without"
			log.Printf("role %s: %v", name, err)
			last = err
		}
	}
	return last
}
